# Completion of webot in elvish: add the lines of this file to ~/.config/elvish/rc.elv
use str
set edit:completion:arg-completer[webot] = {|@words|
    tmp E:COMPLETE = elvish
    var found = [((external $words[0]) -- (- (count $words) 1) $@words | from-lines)]
    if (eq $found []) {
        edit:complete-filename $words[-1]
    }
    for line $found {
        var value @about = (str:split &max=2 "\t" $line)
        var space = ' '
        if (or (str:has-suffix $value =) (str:has-suffix $value /)) {
            set space = ''
        }
        edit:complex-candidate $value &code-suffix=$space &display=(str:join '  ' [$value $@about])
    }
}
