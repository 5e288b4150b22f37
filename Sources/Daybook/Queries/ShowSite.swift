import Model

/// `site show`: how a site is configured; the defaults for one that is in use and never was.
package struct ShowSite: Query {
  var site: Code

  package static let declaration = Declaration(
    "site.show",
    "Shows how a site is configured.",
    [Field(required: "site", \.site, "The site")],
    empty: { ShowSite(site: "default") }
  )

  package func answer(from context: QueryContext) throws -> Answer {
    let row = try context.document("sites/show", ["site": .string(site.text)])
    guard let row else { throw Refusal.notFound("site", site.text) }
    return .document(row)
  }
}
