using System.Xml;
using System.Xml.Schema;

namespace Rapport.Tests.Reviews;

/// What Google's reference for product review feeds 2.4 says of the order of elements, of what is needed, and of values, as a schema. Written by that description.
static class ProductReviewSchema
{
    const string Xsd = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:simpleType name="words"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:pattern value="[\s\S]*\S[\s\S]*"/></xs:restriction></xs:simpleType>
          <xs:complexType name="party"><xs:sequence><xs:element name="name" type="words"/><xs:element name="favicon" type="xs:anyURI" minOccurs="0"/></xs:sequence></xs:complexType>
          <xs:element name="feed">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="version"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="2.4"/></xs:restriction></xs:simpleType></xs:element>
                <xs:element name="aggregator" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="name" type="words"/></xs:sequence></xs:complexType></xs:element>
                <xs:element name="publisher" type="party"/>
                <xs:element name="reviews" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="review" type="review" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
              </xs:sequence>
            </xs:complexType>
            <xs:unique name="once"><xs:selector xpath="reviews/review"/><xs:field xpath="review_id"/></xs:unique>
          </xs:element>
          <xs:complexType name="review">
            <xs:sequence>
              <xs:element name="review_id" type="words"/>
              <xs:element name="reviewer">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="name"><xs:complexType><xs:simpleContent><xs:extension base="words"><xs:attribute name="is_anonymous" type="xs:boolean"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
                    <xs:element name="reviewer_id" type="words" minOccurs="0"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="is_verified_purchase" type="xs:boolean" minOccurs="0"/>
              <xs:element name="is_incentivized_review" type="xs:boolean" minOccurs="0"/>
              <xs:element name="review_timestamp" type="xs:dateTime"/>
              <xs:element name="title" type="words" minOccurs="0"/>
              <xs:element name="content" type="words"/>
              <xs:element name="review_language" type="xs:language" minOccurs="0"/>
              <xs:element name="review_country" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{2}"/></xs:restriction></xs:simpleType></xs:element>
              <xs:element name="pros" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="pro" type="words" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
              <xs:element name="cons" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="con" type="words" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
              <xs:element name="review_url">
                <xs:complexType><xs:simpleContent><xs:extension base="xs:anyURI"><xs:attribute name="type" use="required"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="singleton"/><xs:enumeration value="group"/></xs:restriction></xs:simpleType></xs:attribute></xs:extension></xs:simpleContent></xs:complexType>
              </xs:element>
              <xs:element name="reviewer_images" minOccurs="0">
                <xs:complexType><xs:sequence><xs:element name="reviewer_image" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="url" type="xs:anyURI"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
              </xs:element>
              <xs:element name="ratings">
                <xs:complexType><xs:sequence><xs:element name="overall"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="min" type="xs:integer" use="required"/><xs:attribute name="max" type="xs:integer" use="required"/></xs:extension></xs:simpleContent></xs:complexType></xs:element></xs:sequence></xs:complexType>
              </xs:element>
              <xs:element name="products"><xs:complexType><xs:sequence><xs:element name="product" type="product" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
              <xs:element name="is_spam" type="xs:boolean" minOccurs="0"/>
              <xs:element name="collection_method" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="unsolicited"/><xs:enumeration value="post_fulfillment"/></xs:restriction></xs:simpleType></xs:element>
              <xs:element name="transaction_id" type="words" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
          <xs:complexType name="product">
            <xs:sequence>
              <xs:element name="product_ids" minOccurs="0">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="gtins" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="gtin" type="words" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
                    <xs:element name="mpns" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="mpn" type="words" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
                    <xs:element name="skus" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="sku" type="words" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
                    <xs:element name="brands" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="brand" type="words" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
                    <xs:element name="asins" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="asin" type="words" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="product_name" type="words" minOccurs="0"/>
              <xs:element name="product_url" type="xs:anyURI"/>
            </xs:sequence>
          </xs:complexType>
        </xs:schema>
        """;

    /// What is wrong with a feed; nothing where it is as the reference says.
    public static IReadOnlyList<string> Faults(string xml)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, XmlResolver = null };
        settings.Schemas.Add(XmlSchema.Read(new StringReader(Xsd), (_, problem) => throw problem.Exception)!);
        settings.ValidationEventHandler += (_, problem) => faults.Add($"{problem.Exception.LineNumber}:{problem.Exception.LinePosition} {problem.Message}");
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read()) { }
        return faults;
    }
}
