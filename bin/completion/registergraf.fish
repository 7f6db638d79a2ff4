# Completion of registergraf for fish.
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
