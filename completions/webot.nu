# Completion of webot in nushell: `source` this file in config.nu. Other programs go on to the completer that was there.
let webot_others = $env.config.completions.external.completer?
$env.config.completions.external.completer = {|words|
    if ($words.0 | path parse | get stem) != webot {
        return (if $webot_others != null { do $webot_others $words })
    }
    let found = with-env { COMPLETE: nushell } { run-external $words.0 '--' (($words | length) - 1) ...$words } | lines
        | each {|line| let parts = $line | split row "\t"; { value: $parts.0, description: ($parts.1? | default "") } }
    # Nothing means that nushell completes the name of a file.
    if ($found | is-empty) { null } else { $found }
}
