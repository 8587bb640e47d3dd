/* nlb.exe: `enable|disable vip:port`, and powershell.exe: the question of the control script for the state of the cluster, and that of the collector for a
   task and for the time, of the survey for clusters, services, what a file is, and its lines if it is in UTF-16, and of the installer for
   who may change a folder.
   nlb-nodes: name|status, as Windows Management Instrumentation has them    nlb-rules: virtual IP|first port|last port|state
   nlb-already: the exit code of nlb.exe if a rule is in that state already    nlb-deaf: how many commands have no effect
   utc: what time it is    unsafe-folder, unsafe-file: the folder, the file that others may change
   nlb-converging: how many looks find the cluster converging after a change    nlb-late: how many looks find no node */
#include "state.h"

static int countdown(const char *file) {
  int left = atoi(state_line(file, "0")); if (left <= 0) return 0;
  FILE *f = fopen(state_path(file), "w"); if (f) { fprintf(f, "%d\n", left - 1); fclose(f); }
  return 1;
}

static int is_stopped(void) {
  static struct table nodes; read_table("nlb-nodes", &nodes);
  return nodes.rows > 0 && (!strcmp(nodes.row[0].word[1], "1005") || !strcmp(nodes.row[0].word[1], "1013"));
}

static int nlb(int c, char **v) {
  static struct table rules; read_table("nlb-rules", &rules); char vip[100], *colon; int found = 0;
  printf("WLBS Cluster Control Utility V2.6 (c) 1997-2007 Microsoft Corporation.\n");
  if (state_has("unprivileged")) { printf("%s\n", say("Access is denied.", "Zugriff verweigert.", "Nein.")); return 1; }
  if (c != 3 || (_stricmp(v[1], "enable") && _stricmp(v[1], "disable"))) { printf("usage\n"); return 2; }
  snprintf(vip, sizeof vip, "%s", v[2]); colon = strchr(vip, ':'); if (!colon) return 2;
  *colon = 0; int port = atoi(colon + 1); const char *wanted = !_stricmp(v[1], "enable") ? "1" : "2";
  if (is_stopped()) { printf("%s\n", say("Operation failed since the cluster is stopped.", "Der Cluster ist \"beendet\".", "Nein.")); return 1; }
  if (countdown("nlb-deaf")) { printf("%s\n", say("The request has \"timed out\".", "Zeit\x81" "berschreitung.", "Nein.")); return 1; }
  for (int i = 0; i < rules.rows; i++) {
    struct row *r = &rules.row[i]; if (strcmp(r->word[0], vip) || port < atoi(r->word[1]) || port > atoi(r->word[2])) continue;
    found = 1;
    if (!strcmp(r->word[3], wanted)) { printf("%s\n", say("Port rule already in this state.", "Bereits so.", "Schon da.")); return atoi(state_line("nlb-already", "0")); }
    strcpy(r->word[3], wanted);
  }
  if (!found) { printf("%s\n", say("There is no port rule with this port.", "Keine Portregel.", "Nein.")); return 1; }
  write_table("nlb-rules", &rules);
  printf("%s\n", say("Port rule traffic is now changed.", "Ge\x84ndert.", "Fertig."));
  return 0;
}

/* tasks: name|what it runs|account|ready or running|disabled. A disabled task may still be running. */
static int scheduled_task(void) {
  static struct table tasks; read_table("tasks", &tasks); const char *name = getenv("TASK"); struct row *r = name ? find_row(&tasks, 0, name) : NULL;
  if (!r || state_has("unprivileged")) { printf("failed\n"); return 0; }
  int is_enabled = r->words < 5, is_running = !strcmp(r->word[3], "running");
  printf("task %s %d\n", is_enabled ? "True" : "False", is_running ? 4 : is_enabled ? 3 : 1);
  return 0;
}

/* nlb-clusters: virtual IP|whether multicast|whether IGMP|name. If there are none, the namespace does not exist. */
static int clusters(void) {
  static struct table clusters, nodes, rules; read_table("nlb-clusters", &clusters); read_table("nlb-nodes", &nodes); read_table("nlb-rules", &rules);
  if (!clusters.rows) { printf("none\n"); return 0; }
  for (int i = 0; i < clusters.rows; i++) printf("cluster %s %s %s %s\n", clusters.row[i].word[0], clusters.row[i].word[1], clusters.row[i].word[2], clusters.row[i].word[3]);
  for (int i = 0; i < nodes.rows; i++) printf("node %s\n", nodes.row[i].word[0]);
  for (int i = 0; i < rules.rows; i++) printf("rule %s %s %s 3 1\n", rules.row[i].word[0], rules.row[i].word[1], rules.row[i].word[2]);
  return 0;
}

/* services: the program|the account */
static int agents(void) {
  static struct table services; read_table("services", &services);
  for (int i = 0; i < services.rows; i++) if (strstr(services.row[i].word[0], "lca.exe")) printf("account %s\n", services.row[i].word[1]);
  return 0;
}

static int is_utf16(const unsigned char *bytes, size_t size) { return size > 1 && ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)); }

/* Prints what the file in the variable FILE is, or its lines with question marks for characters beyond ASCII. */
static int file(int lines) {
  static unsigned char bytes[100000]; FILE *f = fopen(getenv("FILE"), "rb"); if (!f) { if (!lines) printf("failed\n"); return 1; }
  size_t size = fread(bytes, 1, sizeof bytes, f), i; fclose(f);
  if (!lines) { printf("%s\n", is_utf16(bytes, size) ? "utf-16" : memchr(bytes, 0, size) ? "binary" : "text"); return 0; }
  int is_big = bytes[0] == 0xfe;
  for (i = 2; i + 1 < size; i += 2) { int high = bytes[i + !is_big], low = bytes[i + is_big]; putchar(high || low > 127 ? '?' : low); }
  if (i > 2 && bytes[i - 2 + is_big] != 10) putchar(10);
  return 0;
}

static int powershell(int c, char **v) {
  static struct table nodes, rules; const char *code = c > 4 ? v[c - 1] : "", *vip = getenv("VIRTUAL_IP"), *priority = getenv("HOST_PRIORITY"), *ports = getenv("PORTS");
  if (c > 5 && !_stricmp(v[c - 2], "-Command") && strstr(code, "Schedule.Service") && !strchr(code, '%')) return scheduled_task();
  if (c > 5 && !_stricmp(v[c - 2], "-Command") && strstr(code, "MicrosoftNLB_ClusterSetting ") && !strchr(code, '%')) return clusters();
  if (c > 5 && !_stricmp(v[c - 2], "-Command") && strstr(code, "Win32_Service ") && !strchr(code, '%')) return agents();
  if (c > 5 && !_stricmp(v[c - 2], "-Command") && strstr(code, "UtcNow")) { printf("utc %s\n", state_line("utc", "2026-01-01T00:00:00")); return 0; }
  if (c > 5 && !_stricmp(v[c - 2], "-Command") && strstr(code, "GetAccessControl") && !strchr(code, '%')) {
    printf("folder %s\n", getenv("INSTALL_DIRECTORY") ? state_line("unsafe-folder", "") : "?");
    printf("file %s\n", getenv("DATA_DIRECTORY") ? state_line("unsafe-file", "") : "?"); return 0;
  }
  if (c > 5 && !_stricmp(v[c - 2], "-Command") && strstr(code, "ReadAllBytes($env:FILE)") && !strchr(code, '%')) return file(0);
  if (c > 5 && !_stricmp(v[c - 2], "-Command") && strstr(code, "ReadAllLines($env:FILE)") && !strchr(code, '%')) return file(1);
  if (c < 6 || _stricmp(v[c - 2], "-Command") || !strstr(code, "MicrosoftNLB_Node ") || !strstr(code, "MicrosoftNLB_PortRuleEx ") || strchr(code, '%')) return 1;
  if (!vip || !priority || !ports) return 1;
  char name[100], list[500]; int found = 0, enabled = 0, disabled = 0; snprintf(name, sizeof name, "%s:%s", vip, priority); snprintf(list, sizeof list, " %s ", ports);
  read_table("nlb-nodes", &nodes); read_table("nlb-rules", &rules);
  struct row *node = countdown("nlb-late") ? NULL : find_row(&nodes, 0, name); const char *status = node ? node->word[1] : "0";
  if (node && !is_stopped() && countdown("nlb-converging")) status = "1006";
  for (int i = 0; i < rules.rows; i++) {
    const char *first = rules.row[i].word[1], *last = rules.row[i].word[2]; char word[32];
    snprintf(word, sizeof word, strcmp(first, last) ? " %s-%s " : " %s ", first, last);
    if (strcmp(rules.row[i].word[0], vip) || !strstr(list, word)) continue;
    found++; enabled += !strcmp(rules.row[i].word[3], "1"); disabled += !strcmp(rules.row[i].word[3], "2");
  }
  printf("state %s %d %d %d\n", status, found, enabled, disabled);
  return 0;
}

int main(int c, char **v) {
  const char *b = strrchr(v[0], '\\'); int is_nlb = !_strnicmp(b ? b + 1 : v[0], "nlb", 3);
  if (is_nlb) note_call("nlb");
  int code = is_broken(is_nlb ? "nlb" : "powershell"); if (code >= 0) return code;
  take_turn(); code = is_nlb ? nlb(c, v) : powershell(c, v); end_turn();
  return code;
}
