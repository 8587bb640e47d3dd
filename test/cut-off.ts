/**
 * A line of shell that prints each exit code of an installer whose end is missing. The installer is cut off at each of the last 600 bytes except the
 * final line end, at some places before them, and at some places after its first lines of comment.
 *
 * @param step how many bytes the cuts before the last 60 bytes are apart
 */
export function endingsOfCuts(shell: string, installer: string, step: number): string {
  return `whole=$(wc -c <${installer}); first=$(sed "/^trap .* EXIT/q" ${installer} | wc -c)
    for cut in $(seq "$first" 97 "$((first + 1500))") $(seq $((whole - 1600)) 13 $((whole - 600))) $(seq $((whole - 600)) ${step} $((whole - 60))) $(seq $((whole - 60)) $((whole - 2))); do
      head -c "$cut" ${installer} >/root/cut-off; ${shell} /root/cut-off install abc >/dev/null 2>&1; echo $?
    done | sort -u; rm /root/cut-off`;
}
