import Daybook
import Model

/// What the arguments ask for.
package struct Invocation {
  let subcommand: Subcommand
  /// The subcommand's own fields, as JSON.
  var fields = JSONObject()
  /// The command's provenance as far as it was given, as JSON.
  var provenance = JSONObject()
  var options = CommonOptions()
}
