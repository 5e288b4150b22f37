import Model

/// The lines of an order with adjustments and total below each other.
struct OrderLines {
  private let order: JSON
  private let style: Style

  init(_ order: JSON, _ style: Style) {
    self.order = order
    self.style = style
  }

  private struct Line {
    let cells: [String]
    let isTotal: Bool
  }

  var lines: [String] {
    var lines = [Line(cells: ["quantity", "article", "price", "amount"], isTotal: false)]
    for line in order["lines"].array ?? [] { lines.append(row(line)) }
    for adjustment in order["adjustments"].array ?? [] {
      let amount = money(adjustment["amount"])
      lines.append(Line(cells: ["", Cell.text(adjustment["label"]), "", amount], isTotal: false))
    }
    lines.append(Line(cells: ["", "Total", "", money(order["total"])], isTotal: true))
    let widths = (0..<4).map { column in
      lines.map { DisplayWidth.of($0.cells[column]) }.max() ?? 0
    }
    return lines.enumerated().map { index, line in
      let padded = line.cells.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        return column == 1 ? cell + padding : padding + cell
      }
      let text = padded.joined(separator: "  ")
      return index == 0 ? style(.faint, text) : line.isTotal ? style(.heading, text) : text
    }
  }

  private func row(_ line: JSON) -> Line {
    let sku = Cell.text(line["sku"])
    let title = Cell.text(line["title"])
    var amount = ""
    if let quantity = line["quantity"].integer, let price = line["unit_price"].integer {
      let (product, overflows) = quantity.multipliedReportingOverflow(by: price)
      if !overflows { amount = money(.integer(product)) }
    }
    let article = title.isEmpty ? sku : "\(sku)  \(title)"
    let cells = [Cell.text(line["quantity"]), article, money(line["unit_price"]), amount]
    return Line(cells: cells, isTotal: false)
  }

  private func money(_ amount: JSON) -> String {
    Cell.money(amount, order["currency"])
  }
}
