// Commands and answers are made of JSON values, times and e-mails: whoever imports the library gets
// them along.
@_exported public import Model
