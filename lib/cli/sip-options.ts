import { bracketed } from "../model/address";

/** A request that asks a SIP server what it can do, and changes nothing (RFC 3261, 11). */
export function optionsRequest(
  target: { readonly address: string; readonly port: number },
  own: { readonly address: string; readonly port: number },
  transport: "UDP" | "TCP",
  callId: string,
): string {
  const [server, here] = [target, own].map(({ address, port }) => `${bracketed(address)}:${port}`);
  const via = `Via: SIP/2.0/${transport} ${here};branch=z9hG4bK${callId}${transport === "UDP" ? ";rport" : ""}`;
  return [
    `OPTIONS sip:${server} SIP/2.0`,
    via,
    "Max-Forwards: 70",
    `From: <sip:drill@${bracketed(own.address)}>;tag=${callId}`,
    `To: <sip:${server}>`,
    `Call-ID: ${callId}`,
    "CSeq: 1 OPTIONS",
    `Contact: <sip:drill@${here}>`,
    "Accept: application/sdp",
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}

/** The Call-ID of an answer; undefined if the text is no answer. */
export function answeredCall(text: string): string | undefined {
  if (!text.startsWith("SIP/2.0 ")) return undefined;
  return /^(?:Call-ID|i)[ \t]*:[ \t]*(\S+)/im.exec(text)?.[1];
}
