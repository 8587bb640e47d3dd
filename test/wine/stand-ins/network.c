/* ping.exe and arp.exe, with the words and the exit codes of the real programs: "Destination host unreachable" is a success for ping over IPv4.
   others: address|hardware address|silent, the third word if it answers no ping; arp-cache: address|hardware address; neighbours: the same
   for IPv6, without hosts that do not answer */
#include "state.h"

static int ping(int c, char **v) {
  int count = 4, wait = 4000; const char *to = NULL, *from = NULL; static struct table others, cache, own;
  for (int i = 1; i < c; i++) {
    if (!_stricmp(v[i], "-n") && i + 1 < c) count = atoi(v[++i]);
    else if (!_stricmp(v[i], "-w") && i + 1 < c) wait = atoi(v[++i]);
    else if (!_stricmp(v[i], "-S") && i + 1 < c) from = v[++i];
    else if (v[i][0] != '-' && v[i][0] != '/') to = v[i];
  }
  if (!to) return 1;
  if (!strcmp(to, "127.0.0.1")) {
    for (int i = 0; i < count; i++) { if (i) Sleep(1000); printf("Reply from 127.0.0.1: bytes=32 time<1ms TTL=128\n"); fflush(stdout); }
    return 0;
  }
  int is_ipv6 = strchr(to, ':') != NULL; const char *known_file = is_ipv6 ? "neighbours" : "arp-cache";
  take_turn(); read_table("others", &others); read_table(known_file, &cache); read_table("addresses", &own);
  struct row *who = find_row(&others, 0, to), *known = find_row(&cache, 0, to);
  if (known) remove_row(&cache, known);
  if ((who || is_ipv6) && cache.rows < MAX_ROWS) { cache.row[cache.rows] = who ? *who : (struct row){ .words = 2 }; cache.row[cache.rows].words = 2; strcpy(cache.row[cache.rows++].word[0], to); }
  write_table(known_file, &cache);
  static struct row somebody; char words[300], answer[100];
  if (is_ipv6 && state_has("kernel")) { snprintf(words, sizeof words, "ping %s %s %d", from ? from : "-", to, wait); who = ask_kernel(answer, words) ? NULL : &somebody; }
  end_turn();
  printf("\n%s %s %s:\n", say("Pinging", "Ping wird ausgef\x81hrt f\x81r", "Es geht an"), to, say("with 32 bytes of data", "mit 32 Bytes Daten", "mit 32 davon"));
  if (from && !find_row(&own, 1, from)) { printf("%s\n", say("PING: transmit failed. General failure.", "PING: Fehler bei der \x9a" "bertragung. Allgemeiner Fehler.", "Geht nicht.")); return 1; }
  int silent = who && !strcmp(who->word[2], "silent"), replies = 0;
  for (int i = 0; i < count; i++) {
    if (i) Sleep(1000);
    if (find_row(&own, 1, to) || (who && !silent)) {
      printf("%s %s: ", say("Reply from", "Antwort von", "Es kam von"), to); replies++;
      if (!is_ipv6) printf("%s=32 %s<1ms TTL=64\n", say("bytes", "Bytes", "so"), say("time", "Zeit", "nach"));
      else printf("%s\n", say("time<1ms", "Zeit=1ms", "nach =3 ms"));
    }
    else if (who) { Sleep(wait); printf("%s\n", say("Request timed out.", "Zeit\x81" "berschreitung der Anforderung.", "Zu spaet.")); }
    /* It was not seen which of the two forms the real ping has over IPv6. */
    else if (is_ipv6) { Sleep(wait < 1000 ? wait : 1000); if (*say("", "x", "")) printf("Antwort von %s: ", to); printf("%s\n", say("Destination host unreachable.", "Zielhost nicht erreichbar.", "Nicht da.")); }
    else { Sleep(wait < 1000 ? wait : 1000); printf("%s %s: %s\n", say("Reply from", "Antwort von", "Es kam von"), "10.120.0.11", say("Destination host unreachable.", "Zielhost nicht erreichbar.", "Nicht da.")); replies++; }
  }
  printf("\n%s %s:\n    %s = %d, %s = %d, %s = %d (%d%%),\n", say("Ping statistics for", "Ping-Statistik f\x81r", "Das war"), to, say("Packets: Sent", "Pakete: Gesendet", "Ab"), count,
    say("Received", "Empfangen", "An"), replies, say("Lost", "Verloren", "Weg"), count - replies, 100 * (count - replies) / count);
  return replies ? 0 : 1;
}

static int arp(int c, char **v) {
  static struct table cache; read_table("arp-cache", &cache);
  struct row *r = c > 2 ? find_row(&cache, 0, v[2]) : NULL;
  if (c > 2 && !_stricmp(v[1], "-d")) {
    if (state_has("unprivileged")) { printf("%s\n", say("The ARP entry deletion failed: The requested operation requires elevation.", "Fehler beim L\x94schen des ARP-Eintrags.", "Nein.")); return 1; }
    if (!r) { printf("%s\n", say("The ARP entry deletion failed: The parameter is incorrect.", "Fehler beim L\x94schen des ARP-Eintrags: Falscher Parameter.", "Nein.")); return 1; }
    take_turn(); remove_row(&cache, r); write_table("arp-cache", &cache); end_turn();
    return 0;
  }
  if (!r) { printf("%s\n", say("No ARP Entries Found.", "Keine ARP-Eintr\x84ge gefunden.", "Nichts da.")); return 1; }
  printf("\n%s 10.120.0.11 --- 0xb\n  %s\n  %-22s%-22s%s   \n", say("Interface:", "Schnittstelle:", "Die da:"),
    say("Internet Address      Physical Address      Type", "Internetadresse       Physische Adresse     Typ", "Die Adresse           Die andere            Art"), r->word[0], r->word[1], say("dynamic", "dynamisch", "von selbst"));
  return 0;
}

int main(int c, char **v) {
  const char *name = strrchr(v[0], '\\'); int code; name = name ? name + 1 : v[0];
  int is_ping = !_strnicmp(name, "ping", 4); const char *tool = is_ping ? "ping" : "arp"; note_call(tool);
  code = is_broken(tool);
  return code >= 0 ? code : is_ping ? ping(c, v) : arp(c, v);
}
