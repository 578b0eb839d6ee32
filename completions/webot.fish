# Completion of webot in fish: copy this file to ~/.config/fish/completions/webot.fish
function __webot_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l program (string replace --regex '^~' ~ -- $words[1])
    set -l found (COMPLETE=fish $program -- (count $words) $words "$current" 2>/dev/null)
    if set -q found[1]
        string join \n -- $found
    else
        set -l option (string match --regex -- '^--[^=]+=' "$current")
        __fish_complete_path (string replace -- "$option" '' "$current") | string replace --regex '^' -- "$option"
    end
end
complete --command webot --no-files --keep-order --arguments '(__webot_complete)'
