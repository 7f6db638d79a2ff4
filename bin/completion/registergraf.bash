# Completion of registergraf for bash.
_registergraf() {
  local line=${COMP_LINE:0:COMP_POINT} word head answer kind value
  COMPREPLY=()
  answer=$(printf %s "$line" | "$1" complete 2>/dev/null) || return 0
  # Of a word with = : or @ in it, bash replaces the last part only, which it gives as $2.
  word=${line##*[[:blank:]]}
  head=${word%"$2"}
  {
    read -r kind
    while IFS=$'\t' read -r value _; do COMPREPLY+=("${value#"$head"}"); done
  } <<<"$answer"
  if [[ $kind == files && $word == *@* ]]; then
    while IFS= read -r value; do
      [[ -d $value ]] && value+=/ && compopt -o nospace 2>/dev/null
      # Bash quotes only what it takes for a file's name itself: a name may hold a command.
      printf -v value %q "$value"
      value=${word%%@*}@$value
      COMPREPLY+=("${value#"$head"}")
    done < <(compgen -f -- "${word#*@}")
  elif [[ $kind == files && ${#COMPREPLY[@]} == 0 ]]; then
    compopt -o default 2>/dev/null
  fi
  return 0
}
complete -F _registergraf registergraf
