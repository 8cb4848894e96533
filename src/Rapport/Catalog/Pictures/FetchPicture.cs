namespace Rapport.Catalog.Pictures;

/// Brings a picture from the shop into our own files.
public sealed record FetchPicture(long PictureId);
