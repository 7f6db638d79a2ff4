// What a shell runs at the key Tab. Each hands the line up to the cursor to `registergraf complete` on standard input: other users of the machine
// can read the arguments of a process, and somebody's number may stand in the line. The answer's first line says whether files may stand there,
// too; each further one is a word, and behind a tab what it is.

const BASH = `# Completion of registergraf for bash.
_registergraf() {
  local line=\${COMP_LINE:0:COMP_POINT} word head answer kind value
  COMPREPLY=()
  answer=$(printf %s "$line" | "$1" complete 2>/dev/null) || return 0
  # Of a word with = : or @ in it, bash replaces the last part only, which it gives as $2.
  word=\${line##*[[:blank:]]}
  head=\${word%"$2"}
  {
    read -r kind
    while IFS=$'\\t' read -r value _; do COMPREPLY+=("\${value#"$head"}"); done
  } <<<"$answer"
  if [[ $kind == files && $word == *@* ]]; then
    while IFS= read -r value; do
      [[ -d $value ]] && value+=/ && compopt -o nospace 2>/dev/null
      value=\${word%%@*}@$value
      COMPREPLY+=("\${value#"$head"}")
    done < <(compgen -f -- "\${word#*@}")
  elif [[ $kind == files && \${#COMPREPLY[@]} == 0 ]]; then
    compopt -o default 2>/dev/null
  fi
  return 0
}
complete -F _registergraf registergraf
`;

const ZSH = `#compdef registergraf
# Completion of registergraf for zsh.
_registergraf() {
  local line value
  local -a answer values
  line="\${(j: :)words[1,CURRENT-1]} $PREFIX"
  answer=("\${(@f)$(print -rn -- "$line" | \${(Q)words[1]} complete 2>/dev/null)}")
  for value in "\${(@)answer[2,-1]}"; do
    values+=("\${\${value%%$'\\t'*}//:/\\\\:}:\${value#*$'\\t'}")
  done
  ((\${#values})) && _describe -t values registergraf values
  if [[ $answer[1] == files ]]; then
    compset -P '*[=@]'
    _files
  fi
}
if [[ \${funcstack[1]} == _registergraf ]]; then
  _registergraf "$@"
else
  compdef _registergraf registergraf
fi
`;

const FISH = `# Completion of registergraf for fish.
function __registergraf_complete
    # Without the line break that commandline puts behind it, which would end the word.
    set -l line (commandline --current-process --cut-at-cursor | string collect)
    set -l answer (printf %s "$line" | registergraf complete 2>/dev/null)
    for value in $answer[2..-1]
        echo $value
    end
    if test "$answer[1]" = files
        set -l word (commandline --current-token --cut-at-cursor)
        set -l path (string replace --regex '^.*[=@]' '' -- $word)
        set -l head (string sub --length (math (string length -- "$word") - (string length -- "$path")) -- "$word")
        for file in (__fish_complete_path "$path")
            echo $head$file
        end
    end
end
complete --command registergraf --no-files --arguments '(__registergraf_complete)'
`;

export const SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH } as const;
export type Shell = keyof typeof SCRIPTS;
