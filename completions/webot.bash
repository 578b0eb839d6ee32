# Completion of webot in bash: source this file from ~/.bashrc, or copy it to
# ~/.local/share/bash-completion/completions/webot
_webot() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(COMPLETE=bash "${1/#\~/$HOME}" -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    if [[ ${COMPREPLY[0]-} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -o nosort -F _webot webot 2>/dev/null || complete -o default -F _webot webot
