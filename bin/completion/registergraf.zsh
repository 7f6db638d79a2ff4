#compdef registergraf
# Completion of registergraf for zsh.
_registergraf() {
  local line value
  local -a answer values
  line="${(j: :)words[1,CURRENT-1]} $PREFIX"
  answer=("${(@f)$(print -rn -- "$line" | ${(Q)words[1]} complete 2>/dev/null)}")
  for value in "${(@)answer[2,-1]}"; do
    values+=("${${value%%$'\t'*}//:/\\:}:${value#*$'\t'}")
  done
  ((${#values})) && _describe -t values registergraf values
  if [[ $answer[1] == files ]]; then
    compset -P '*[=@]'
    _files
  fi
}
if [[ ${funcstack[1]} == _registergraf ]]; then
  _registergraf "$@"
else
  compdef _registergraf registergraf
fi
