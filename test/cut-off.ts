/**
 * A line for the shell that prints each code with which an installer ends where its end is missing: cut off at each of the last 600 bytes but the
 * line's end, at some before them, and at some behind its first lines of comment.
 *
 * @param step how far the cuts before the last 60 bytes are from each other
 */
export function endingsOfCuts(shell: string, installer: string, step: number): string {
  return `whole=$(wc -c <${installer}); first=$(sed "/^trap .* EXIT/q" ${installer} | wc -c)
    for cut in $(seq "$first" 97 "$((first + 1500))") $(seq $((whole - 1600)) 13 $((whole - 600))) $(seq $((whole - 600)) ${step} $((whole - 60))) $(seq $((whole - 60)) $((whole - 2))); do
      head -c "$cut" ${installer} >/root/cut-off; ${shell} /root/cut-off install abc >/dev/null 2>&1; echo $?
    done | sort -u; rm /root/cut-off`;
}
