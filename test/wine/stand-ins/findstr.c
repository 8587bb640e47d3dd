/* findstr.exe: `[/n] [/i] [/v] [/r] [/c:"one expression"]... ["several words"] [file]`, and route.exe: `print`, with the output of the real programs.
   routes: network|mask|gateway|address of the interface, or for IPv6 number of the interface|network|gateway; a route without a gateway is the interface's own */
#include "state.h"

static int ignore_case;
static int same(int a, int b) { return ignore_case ? tolower(a) == tolower(b) : a == b; }

/* Matches one place of an expression, a character or a set, and finds where the next place begins. */
static const char *after_place(const char *e) {
  if (*e == '\\' && e[1]) return e + 2;
  if (*e != '[') return e + 1;
  for (e += 2; *e && *e != ']'; e++) ;
  return *e ? e + 1 : e;
}

static int fits(const char *e, int c) {
  if (!c) return 0;
  if (*e == '.') return 1;
  if (*e == '\\' && e[1]) return same(e[1], c);
  if (*e != '[') return same(*e, c);
  int is_not = e[1] == '^', found = 0;
  for (e += 1 + is_not; *e && *e != ']'; e++) {
    if (e[1] == '-' && e[2] && e[2] != ']') { found |= (c >= *e && c <= e[2]) || (ignore_case && ((tolower(c) >= *e && tolower(c) <= e[2]) || (toupper(c) >= *e && toupper(c) <= e[2]))); e += 2; }
    else found |= same(*e, c);
  }
  return found != is_not;
}

static int matches_here(const char *e, const char *text) {
  if (!*e) return 1;
  if (*e == '$' && !e[1]) return !*text;
  const char *next = after_place(e);
  if (*next == '*') {
    do { if (matches_here(next + 1, text)) return 1; } while (fits(e, (unsigned char)*text++));
    return 0;
  }
  return fits(e, (unsigned char)*text) && matches_here(next, text + 1);
}

static int matches(const char *e, const char *text) {
  if (*e == '^') return matches_here(e + 1, text);
  do { if (matches_here(e, text)) return 1; } while (*text++);
  return 0;
}

static int findstr(int c, char **v) {
  const char *expressions[40]; int count = 0, numbers = 0, invert = 0, any = 0, sets = 0, i; static char line[9000]; const char *file = NULL;
  for (i = 1; i < c; i++) {
    if (!_stricmp(v[i], "/n")) numbers = 1; else if (!_stricmp(v[i], "/i")) ignore_case = 1; else if (!_stricmp(v[i], "/v")) invert = 1;
    else if (!_stricmp(v[i], "/r")) ; else if (!_strnicmp(v[i], "/c:", 3)) expressions[count++] = v[i] + 3;
    else if (v[i][0] == '/') return 2;
    else if (!count) for (char *word = strtok(v[i], " "); word; word = strtok(NULL, " ")) expressions[count++] = word;
    else file = v[i];
  }
  /* The real findstr is said to accept no longer expressions. */
  for (i = 0; i < count; i++, sets = 0) { for (const char *p = expressions[i]; *p; p++) sets += *p == '['; if (strlen(expressions[i]) > 254 || sets > 15) return 2; }
  FILE *f = file ? fopen(file, "rb") : stdin; if (!f || !count) return 2;
  for (int number = 1; fgets(line, sizeof line, f); number++) {
    int found = 0; line[strcspn(line, "\r\n")] = 0;
    for (i = 0; i < count; i++) found |= matches(expressions[i], line);
    if (found == invert) continue;
    any = 1; if (numbers) printf("%d:", number);
    printf("%s\n", line);
  }
  return !any;
}

static int route(int c, char **v) {
  static struct table routes; read_table("routes", &routes); if (c != 2 || _stricmp(v[1], "print")) return 1;
  const char *bar = "===========================================================================", *on_link = say("On-link", "Auf Verbindung", "Gleich hier");
  printf("%s\n%s\n 11...02 00 00 00 02 14 ......Intel(R) 82574L\n%s\n\nIPv4 %s\n%s\n", bar, say("Interface List", "Schnittstellenliste", "Was da ist"), bar, say("Route Table", "Routentabelle", "Die Wege"), bar);
  printf("%s\n", say("Active Routes:\nNetwork Destination        Netmask          Gateway       Interface  Metric", "Aktive Routen:\n     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik", "Sie gelten:\nWohin  Die Maske  Durch wen  Woraus  Wie weit"));
  for (int i = 0; i < routes.rows; i++) { struct row *r = &routes.row[i]; if (r->words == 4) printf("%17s %16s %16s %16s %6d\n", r->word[0], r->word[1], *r->word[2] ? r->word[2] : on_link, r->word[3], 266); }
  printf("%s\n%s\n\nIPv6 %s\n%s\n", bar, say("Persistent Routes:\n  None", "St\x84ndige Routen:\n  Keine", "Sie bleiben:\n  Nichts"), say("Route Table", "Routentabelle", "Die Wege"), bar);
  for (int i = 0; i < routes.rows; i++) { struct row *r = &routes.row[i]; if (r->words == 3) printf("%3s %6d %-24s %s\n", r->word[0], 266, r->word[1], *r->word[2] ? r->word[2] : on_link); }
  return 0;
}

int main(int c, char **v) {
  const char *b = strrchr(v[0], '\\'); int is_route = !_strnicmp(b ? b + 1 : v[0], "route", 5);
  int code = is_broken(is_route ? "route" : "findstr"); if (code >= 0) return code;
  return is_route ? route(c, v) : findstr(c, v);
}
