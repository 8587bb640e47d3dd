/* netsh.exe: `interface ipv4 show ipaddresses|addresses|interfaces`, `interface ipv6 show addresses|interfaces|neighbors`, `add|delete address` of
   both and `interface ipv6 delete neighbors`, with the output of the real netsh.
   interfaces: number|name|connected|ipv4, the last word if it has only that    addresses: number|address|prefix length|type|store|added at|decided
   others: address|hardware address, for which other hosts answer    neighbours: address|hardware address, what is known about them
   dad-milliseconds: how long the check for duplicates takes; it takes at least two looks, so that a busy machine does not miss it. If somebody answers
   for an IPv6 address, that is known before the first look */
#include "state.h"

static int is_ipv6;
static int is_of_family(struct row *address) { return (strchr(address->word[1], ':') != NULL) == is_ipv6; }
static const char *name_argument(void) { return is_ipv6 ? "interface" : "name"; }

static const char *argument(int c, char **v, const char *name, int position) {
  size_t n = strlen(name);
  for (int i = 4; i < c; i++) if (!_strnicmp(v[i], name, n) && v[i][n] == '=') return v[i] + n + 1;
  return position < c && !strchr(v[position], '=') ? v[position] : NULL;
}

static int fails(const char *english, const char *german) { printf("%s\n\n", say(english, german, english)); return 1; }

/* Finds an interface that has the protocol. */
static int has_family(struct row *in) { return !is_ipv6 || strcmp(in->word[3], "ipv4"); }
static struct row *find_interface(struct table *interfaces, const char *name) {
  struct row *r = find_row(interfaces, 1, name); if (!r) r = find_row(interfaces, 0, name);
  return r && has_family(r) ? r : NULL;
}

/* Windows asks the network before it uses an address, and decides only once. Without a cable it does not decide. */
static const char *state_of(struct row *address, struct row *nic) {
  static struct table others; ULONGLONG wait = atoll(state_line("dad-milliseconds", "0")); int looks = atoi(address->word[7]);
  if (strcmp(nic->word[2], "connected")) return "Tentative";
  if (!*address->word[6] || *address->word[6] == '?') {
    read_table("others", &others); sprintf(address->word[7], "%d", looks + 1); address->words = 8;
    int is_duplicate = find_row(&others, 0, address->word[1]) || !strcmp(address->word[6], "?Duplicate");
    if (!(is_duplicate && is_ipv6) && (looks < 2 || GetTickCount64() - _strtoui64(address->word[5], NULL, 10) < wait)) return "Tentative";
    strcpy(address->word[6], is_duplicate ? "Duplicate" : "Preferred"); address->words = 7;
  }
  return address->word[6];
}

/* Words that were seen on a French Windows; the rest of the table is English there. */
static const char *french(const char *word, const char *otherwise) { return strcmp(state_line("language", "en"), "fr") ? otherwise : word; }

static const char *said_state(const char *s) {
  return !strcmp(s, "Tentative") ? say(s, "Mit Vorbehalt", "Noch unklar") : !strcmp(s, "Duplicate") ? say(s, "Doppelt", "Zwei Mal")
    : french("Pr\x82" "f\x82r\x82", say("Preferred", "Bevorzugt", "Gern gesehen"));
}
static const char *said_type(const char *s) { return !strcmp(s, "Dhcp") ? say(s, "DHCP", "Von DHCP") : !strcmp(s, "Other") ? french("Autre", say(s, "Andere", "Sonst eine")) : !strcmp(s, "Public") ? say(s, "\x99" "ffentlich", "Fuer alle") : french("Manuel", say("Manual", "Manuell", "Von Hand")); }
static const char *said_life(struct row *r) { return !strcmp(r->word[3], "Dhcp") ? "7d23h49m39s" : say("infinite", "unendlich", "ohne Ende"); }

static int is_in(struct row *address, const char *store) { return !strcmp(address->word[4], "both") || !strcmp(address->word[4], store); }

/* Link-local addresses have the number of the link after them. */
static const char *said_address(struct row *a) {
  static char text[250]; snprintf(text, sizeof text, _strnicmp(a->word[1], "fe80:", 5) ? "%s" : "%s%%%s", a->word[1], a->word[0]);
  return text;
}

static int show_ipaddresses(int c, char **v) {
  static struct table interfaces, addresses; read_table("interfaces", &interfaces); read_table("addresses", &addresses);
  const char *name = argument(c, v, "interface", 5), *level = argument(c, v, "level", 6), *store = argument(c, v, "store", 7);
  struct row *only = name ? find_interface(&interfaces, name) : NULL; int verbose = level ? !_stricmp(level, "verbose") : name != NULL;
  if (name && !only) return fails("The filename, directory name, or volume label syntax is incorrect.", "Die Syntax f\x81r den Dateinamen, Verzeichnisnamen oder die Datentr\x84gerbezeichnung ist falsch.");
  for (int i = 0; i < interfaces.rows; i++) {
    struct row *in = &interfaces.row[i]; if ((only && in != only) || !has_family(in)) continue;
    if (!verbose) printf("\n%s %s: %s\n\n%s\n", say("Interface", "Schnittstelle", "Die Schnittstelle"), in->word[0], in->word[1],
      say("Addr Type  DAD State   Valid Life Pref. Life Address\n---------  ----------- ---------- ---------- ------------------------",
        "Adresstyp  DAD-Status  G\x81ltigkeit Bevorzugt  Adresse\n---------  ----------- ---------- ---------- ------------------------",
        "Die Art davon Der Stand   Wie lange  Und gern   Adresse\n------------- ----------- ---------- ---------- ------------------------"));
    for (int j = 0; j < addresses.rows; j++) {
      struct row *a = &addresses.row[j]; if (strcmp(a->word[0], in->word[0]) || !is_of_family(a) || !is_in(a, store ? store : "active")) continue;
      const char *s = said_state(state_of(a, in));
      if (!verbose) printf("%-10s %-11s %10s %10s %s\n", said_type(a->word[3]), s, said_life(a), said_life(a), said_address(a));
      else printf("\nAddress %s Parameters\n---------------------------------------------------------\nInterface Luid     : %s\nScope Id           : 0.0\nValid Lifetime     : %s\nPreferred Lifetime : %s\nDAD State          : %s\nAddress Type       : %s\nSkip as Source     : true\n", a->word[1], in->word[1], said_life(a), said_life(a), s, said_type(a->word[3]));
    }
  }
  printf("\n"); write_table("addresses", &addresses);
  return 0;
}

static void print_mask(char *out, int prefix) { unsigned m = prefix ? 0xffffffffu << (32 - prefix) : 0; sprintf(out, "%u.%u.%u.%u", m >> 24, m >> 16 & 255, m >> 8 & 255, m & 255); }

static int show_addresses(int c, char **v) {
  static struct table interfaces, addresses; read_table("interfaces", &interfaces); read_table("addresses", &addresses);
  const char *name = argument(c, v, "name", 5); struct row *only = name ? find_interface(&interfaces, name) : NULL;
  if (name && !only) return fails("The filename, directory name, or volume label syntax is incorrect.", "Die Syntax f\x81r den Dateinamen ist falsch.");
  for (int i = 0; i < interfaces.rows; i++) {
    struct row *in = &interfaces.row[i]; if (only && in != only) continue;
    printf("\n%s \"%s\"\n    %s\n", say("Configuration for interface", "Konfiguration der Schnittstelle", "So ist"), in->word[1], say("DHCP enabled:                         No", "DHCP aktiviert:                       Nein", "Mit DHCP:                             Nein"));
    for (int j = 0; j < addresses.rows; j++) {
      struct row *a = &addresses.row[j]; unsigned b[4] = {0}; char mask[16]; if (strcmp(a->word[0], in->word[0]) || !is_of_family(a) || !is_in(a, "active")) continue;
      int prefix = atoi(a->word[2]); unsigned m = prefix ? 0xffffffffu << (32 - prefix) : 0; sscanf(a->word[1], "%u.%u.%u.%u", b, b + 1, b + 2, b + 3);
      unsigned n = (b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3]) & m; print_mask(mask, prefix);
      printf("    %-38s%s\n", say("IP Address:", "IP-Adresse:", "Die Adresse:"), a->word[1]);
      printf("    %-38s%u.%u.%u.%u/%d (%s %s)\n", say("Subnet Prefix:", "Subnetzpr\x84" "fix:", "Das Netz:"), n >> 24, n >> 16 & 255, n >> 8 & 255, n & 255, prefix, say("mask", "Maske", "die Maske"), mask);
    }
    printf("    %-38s25\n", say("InterfaceMetric:", "Schnittstellenmetrik:", "Die Metrik:"));
  }
  printf("\n");
  return 0;
}

static int show_interfaces(int c, char **v) {
  static struct table interfaces; read_table("interfaces", &interfaces);
  printf("\n%s\n---  ----------  ----------  ------------  ---------------------------\n", say("Idx     Met         MTU          State                Name", "Idx     Met         MTU          Status               Name", "Idx     Met         MTU          Stand                Name"));
  for (int i = 0; i < interfaces.rows; i++) if (has_family(&interfaces.row[i]))
    printf("%3s  %10d  %10u  %-12s  %s\n", interfaces.row[i].word[0], 25, 1500u, !strcmp(interfaces.row[i].word[2], "connected") ? say("connected", "Verbunden", "verbunden") : say("disconnected", "Getrennt", "getrennt"), interfaces.row[i].word[1]);
  printf("\n");
  return 0;
}

static int in_kernel(const char *what, const char *address, int prefix) {
  char words[300], answer[100]; if (!state_has("kernel")) return 0;
  snprintf(words, sizeof words, "%s %s/%d", what, address, prefix);
  return ask_kernel(answer, words);
}

static int prefix_of(const char *mask) {
  unsigned b[4] = {0}; int n = 0; if (sscanf(mask, "%u.%u.%u.%u", b, b + 1, b + 2, b + 3) != 4) return -1;
  for (unsigned m = b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3]; m & 0x80000000u; m <<= 1) n++;
  return n;
}

static int add_address(int c, char **v) {
  static struct table interfaces, addresses; read_table("interfaces", &interfaces); read_table("addresses", &addresses);
  const char *name = argument(c, v, name_argument(), 5), *mask = is_ipv6 ? NULL : argument(c, v, "mask", 7), *store = argument(c, v, "store", 99);
  char address[200] = "", *slash; if (argument(c, v, "address", 6)) snprintf(address, sizeof address, "%s", argument(c, v, "address", 6));
  struct row *in = name ? find_interface(&interfaces, name) : NULL; int prefix = mask ? prefix_of(mask) : is_ipv6 ? 64 : -1;
  if (is_ipv6 && (slash = strchr(address, '/'))) { *slash = 0; prefix = atoi(slash + 1); }
  if (!in) return fails("The filename, directory name, or volume label syntax is incorrect.", "Die Syntax f\x81r den Dateinamen ist falsch.");
  if (!*address || (strchr(address, ':') != NULL) != is_ipv6 || prefix < 0 || addresses.rows == MAX_ROWS) return fails("The parameter is incorrect.", "Falscher Parameter.");
  if (find_row(&addresses, 1, address)) return fails("The object already exists.", "Das Objekt ist bereits vorhanden.");
  int code = in_kernel("add", address, prefix); if (code > 1) return fails("The system cannot find the file specified.", "Das System kann die angegebene Datei nicht finden.");
  struct row *r = &addresses.row[addresses.rows++]; memset(r, 0, sizeof *r); r->words = 7;
  strcpy(r->word[0], in->word[0]); snprintf(r->word[1], 200, "%s", address); sprintf(r->word[2], "%d", prefix); strcpy(r->word[3], "Manual");
  strcpy(r->word[4], store && !_stricmp(store, "active") ? "active" : "both"); sprintf(r->word[5], "%llu", GetTickCount64());
  strcpy(r->word[6], state_has("kernel") ? code ? "?Duplicate" : "?Preferred" : "?"); write_table("addresses", &addresses);
  printf("\n");
  return 0;
}

static int delete_address(int c, char **v) {
  static struct table interfaces, addresses; read_table("interfaces", &interfaces); read_table("addresses", &addresses);
  const char *name = argument(c, v, name_argument(), 5), *address = argument(c, v, "address", 6), *store = argument(c, v, "store", 99);
  struct row *in = name ? find_interface(&interfaces, name) : NULL, *r = address ? find_row(&addresses, 1, address) : NULL;
  if (!in) return fails("The filename, directory name, or volume label syntax is incorrect.", "Die Syntax f\x81r den Dateinamen ist falsch.");
  if (!r || strcmp(r->word[0], in->word[0])) return fails("Element not found.", "Element nicht gefunden.");
  in_kernel("delete", address, atoi(r->word[2]));
  if (store && !_stricmp(store, "active") && !strcmp(r->word[4], "both")) strcpy(r->word[4], "persistent");
  else remove_row(&addresses, r);
  write_table("addresses", &addresses);
  printf("\n");
  return 0;
}

/* For a neighbour that does not answer, some systems show zeros instead of the hardware address, and others show words. */
static int show_neighbors(int c, char **v) {
  static struct table interfaces, neighbours; read_table("interfaces", &interfaces); read_table("neighbours", &neighbours);
  const char *name = argument(c, v, "interface", 5), *address = argument(c, v, "address", 6); struct row *in = name ? find_interface(&interfaces, name) : NULL;
  if (!in || !address) return fails("The filename, directory name, or volume label syntax is incorrect.", "Die Syntax f\x81r den Dateinamen ist falsch.");
  printf("\n%s %s: %s\n\n\n%s\n--------------------------------------------  -----------------  -----------\n", say("Interface", "Schnittstelle", "Die Schnittstelle"), in->word[0], in->word[1],
    say("Internet Address                              Physical Address   Type", "Internetadresse                               Physische Adresse  Typ", "Die Adresse                                   Die andere         Art"));
  static struct row known; struct row *r = find_row(&neighbours, 0, address);
  if (state_has("kernel")) {
    char words[300]; snprintf(words, sizeof words, "neighbour %s", address);
    ask_kernel(known.word[1], words); snprintf(known.word[0], 200, "%s", address); r = &known;
  }
  const char *nobody = say("Unreachable", "Nicht erreichbar", "Ganz weg");
  if (r) printf("%-44s  %-17s  %s\n", r->word[0], *r->word[1] ? r->word[1] : say("00-00-00-00-00-00", nobody, nobody), *r->word[1] ? say("Reachable", "Erreichbar", "Gleich da") : nobody);
  printf("\n");
  return 0;
}

static int delete_neighbors(int c, char **v) {
  static struct table neighbours; read_table("neighbours", &neighbours);
  const char *address = argument(c, v, "address", 6); struct row *r = address ? find_row(&neighbours, 0, address) : NULL;
  if (state_has("kernel") && address) {
    char words[300], answer[100]; snprintf(words, sizeof words, "forget %s", address);
    return ask_kernel(answer, words) ? fails("Element not found.", "Element nicht gefunden.") : 0;
  }
  if (!r) return fails("Element not found.", "Element nicht gefunden.");
  remove_row(&neighbours, r); write_table("neighbours", &neighbours);
  printf("Ok.\n\n");
  return 0;
}

int main(int c, char **v) {
  int code = is_broken("netsh"); note_call("netsh");
  if (state_has("netsh-hangs")) Sleep(3000);
  if (code >= 0) { printf("%s\n", say("The RPC server is unavailable.", "Der RPC-Server ist nicht verf\x81gbar.", "Es geht nicht.")); return code; }
  is_ipv6 = c > 2 && !_stricmp(v[2], "ipv6");
  if (c < 5 || _stricmp(v[1], "interface") || (_stricmp(v[2], "ipv4") && !is_ipv6)) { printf("The following command was not found.\n"); return 1; }
  if (_stricmp(v[3], "show") && state_has("unprivileged")) { printf("%s\n\n", say("The requested operation requires elevation (Run as administrator).", "Der angeforderte Vorgang erfordert erh\x94hte Rechte.", "Das darf nicht jeder.")); return 1; }
  /* For IPv6 this is the word for the interface, and there is no mask. */
  for (int i = 5; i < c; i++) if (is_ipv6 && (!_strnicmp(v[i], "name=", 5) || !_strnicmp(v[i], "mask=", 5))) { printf("%s is not an acceptable value.\n\n", v[i]); return 1; }
  take_turn();
  if (!_stricmp(v[3], "show") && !_stricmp(v[4], is_ipv6 ? "addresses" : "ipaddresses")) code = show_ipaddresses(c, v);
  else if (!_stricmp(v[3], "show") && !_stricmp(v[4], "addresses")) code = show_addresses(c, v);
  else if (!_stricmp(v[3], "show") && !_stricmp(v[4], "interfaces")) code = show_interfaces(c, v);
  else if (is_ipv6 && !_stricmp(v[3], "show") && !_stricmp(v[4], "neighbors")) code = show_neighbors(c, v);
  else if (is_ipv6 && !_stricmp(v[3], "delete") && !_stricmp(v[4], "neighbors")) code = delete_neighbors(c, v);
  else if (!_stricmp(v[3], "add") && !_stricmp(v[4], "address")) code = state_has("netsh-lies") ? 0 : add_address(c, v);
  else if (!_stricmp(v[3], "delete") && !_stricmp(v[4], "address")) code = state_has("netsh-lies") ? 0 : delete_address(c, v);
  else { printf("The following command was not found: %s %s.\n", v[3], v[4]); code = 1; }
  end_turn();
  return code;
}
