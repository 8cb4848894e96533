using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Kernel.Secrets;

namespace Rapport.Kernel.Site;

/// A text that is stored wrapped by the master key and never shown or logged.
public sealed record Secret(string Value)
{
    public override string ToString() => "•••";
}

sealed class SecretConverter(MasterKey master) : JsonConverter<Secret>
{
    /// Whether one was met that the key does not open.
    public bool Unopened { get; set; }

    /// One that was wrapped with a key that is lost reads as none.
    public override Secret? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var wrapped = reader.GetBytesFromBase64();
        if (master.Opens(wrapped)) return new(Encoding.UTF8.GetString(master.Unwrap(wrapped)));
        Unopened = true;
        return null;
    }

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteBase64StringValue(master.Wrap(Encoding.UTF8.GetBytes(value.Value)));
}
