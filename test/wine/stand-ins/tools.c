/* fltmc, fsutil, icacls, schtasks, certutil, find and fc: the calls that the scripts make. */
#include "state.h"
#include <wincrypt.h>

/* Only an administrator may ask. */
static int fltmc(void) {
  if (!state_has("unprivileged")) { printf("\nFilter Name                     Num Instances    Altitude    Frame\n"); return 0; }
  printf("%s\n", say("Access is denied.", "Zugriff verweigert.", "Nein."));
  return 5;
}

/* links: a path that is a link. The exit code 0 says so; without an administrator's rights nothing is printed. */
static int fsutil(int c, char **v) {
  static struct table links; read_table("links", &links);
  if (c != 4 || _stricmp(v[1], "reparsepoint") || _stricmp(v[2], "query") || state_has("unprivileged")) return 1;
  if (find_row(&links, 0, v[3])) { printf("Reparse Tag Value : 0xa0000003\n"); return 0; }
  printf("%s\n", say("Error:  The file or directory is not a reparse point.", "Fehler 4390: Die Datei ist kein Analysepunkt.", "Nein."));
  return 1;
}

/* acls: path|all the words of the call, newest last. */
static int icacls(int c, char **v) {
  char words[900] = ""; if (c < 2) return 87;
  WIN32_FIND_DATAA found; HANDLE first = FindFirstFileA(v[1], &found);
  if (first == INVALID_HANDLE_VALUE) { printf("%s: The system cannot find the file specified.\n", v[1]); return 2; }
  FindClose(first);
  for (int i = 2; i < c; i++) snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", i > 2 ? " " : "", v[i]);
  FILE *f = fopen(state_path("acls"), "ab"); if (f) { fprintf(f, "%s|%s\n", v[1], words); fclose(f); }
  return 0;
}

static const char *option(int c, char **v, const char *name) {
  for (int i = 1; i + 1 < c; i++) if (!_stricmp(v[i], name)) return v[i + 1];
  return NULL;
}
static int given(int c, char **v, const char *name) { for (int i = 1; i < c; i++) if (!_stricmp(v[i], name)) return 1; return 0; }

/* tasks: name|what it runs or the file that describes it|account|ready or running|disabled. broken-create: a task is not registered.
   minute-trigger: a task that ends is started again at once, unless it is disabled. */
static int schtasks(int c, char **v) {
  static struct table tasks; read_table("tasks", &tasks); const char *name = option(c, v, "/tn"), *xml = option(c, v, "/xml");
  struct row *r = name ? find_row(&tasks, 0, name) : NULL;
  if (state_has("unprivileged")) { fprintf(stderr, "ERROR: Access is denied.\n"); return 1; }
  if (!name || c < 2) return 1;
  if (!_stricmp(v[1], "/create")) {
    if (r && !given(c, v, "/f")) return 1;
    if (state_has("broken-create")) return 1;
    if (xml && GetFileAttributesA(xml) == INVALID_FILE_ATTRIBUTES) { fprintf(stderr, "ERROR: The system cannot find the file specified.\n"); return 1; }
    if (!r) { r = &tasks.row[tasks.rows++]; memset(r, 0, sizeof *r); strcpy(r->word[3], "ready"); }
    r->words = 4; snprintf(r->word[0], 200, "%s", name);
    snprintf(r->word[1], 200, "%s", xml ? xml : option(c, v, "/tr") ? option(c, v, "/tr") : ""); snprintf(r->word[2], 200, "%s", option(c, v, "/ru") ? option(c, v, "/ru") : "");
  } else if (!r) { fprintf(stderr, "%s\n", say("ERROR: The system cannot find the file specified.", "FEHLER: Das System kann die angegebene Datei nicht finden.", "Nichts da.")); return 1; }
  else if (!_stricmp(v[1], "/delete")) { if (!given(c, v, "/f")) return 1; remove_row(&tasks, r); }
  else if (!_stricmp(v[1], "/change")) { if (given(c, v, "/enable")) r->words = 4; else if (!given(c, v, "/disable")) return 1; else { strcpy(r->word[4], "disabled"); r->words = 5; } }
  else if (!_stricmp(v[1], "/run")) { if (r->words > 4 || !strcmp(r->word[3], "running")) return 1; strcpy(r->word[3], "running"); }
  else if (!_stricmp(v[1], "/end")) { if (state_has("minute-trigger") && r->words < 5) note_call("schtasks started again:"); else strcpy(r->word[3], "ready"); }
  else if (!_stricmp(v[1], "/query")) { printf("%s %s\n", r->word[0], r->word[3]); return 0; }
  else return 1;
  write_table("tasks", &tasks);
  return 0;
}

/* certutil -hashfile file SHA256. certutil-spaces: an older certutil, which prints a space after each byte. */
static int certutil(int c, char **v) {
  HCRYPTPROV provider; HCRYPTHASH hash; BYTE bytes[4096]; DWORD n = 32; FILE *f = c == 4 ? fopen(v[2], "rb") : NULL;
  if (!f || _stricmp(v[1], "-hashfile") || _stricmp(v[3], "SHA256")) { printf("CertUtil: -hashfile %s: 0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)\n", say("command FAILED", "-Befehl ist fehlgeschlagen", "ging nicht")); return 2; }
  if (!CryptAcquireContextA(&provider, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT) || !CryptCreateHash(provider, CALG_SHA_256, 0, 0, &hash)) return 1;
  for (size_t got; (got = fread(bytes, 1, sizeof bytes, f)) > 0;) CryptHashData(hash, bytes, got, 0);
  fclose(f); CryptGetHashParam(hash, HP_HASHVAL, bytes, &n, 0);
  printf("SHA256%s %s:\n", say(" hash of", "-Hash von", " von der Datei"), v[2]);
  for (DWORD i = 0; i < n; i++) printf("%02x%s", bytes[i], state_has("certutil-spaces") && i + 1 < n ? " " : "");
  printf("\nCertUtil: -hashfile%s\n", say(" command completed successfully.", "-Befehl wurde erfolgreich ausgef\x81hrt.", " ging gut."));
  return 0;
}

static int lines_differ(const char *a, const char *b) {
  FILE *f = fopen(a, "rb"), *g = fopen(b, "rb"); int code = f && g ? 0 : 2, x, y;
  if (!code) do { x = fgetc(f); y = fgetc(g); if (x != y) code = 1; } while (!code && x != EOF);
  if (f) fclose(f);
  if (g) fclose(g);
  return code;
}

/* fc /b first second */
static int fc(int c, char **v) { return c == 4 && !_stricmp(v[1], "/b") ? lines_differ(v[2], v[3]) : 2; }

/* Does what CharLowerA does, which is in a library that takes long to load. */
static void lower(char *text) { LCMapStringA(LOCALE_USER_DEFAULT, LCMAP_LOWERCASE, text, -1, text, (int)strlen(text) + 1); }

/* find [/v] [/c] [/i] "text" [file] */
static int find(int c, char **v) {
  int invert = 0, count = 0, fold = 0; long found = 0; const char *text = NULL, *file = NULL; char line[4000], folded[4000];
  for (int i = 1; i < c; i++) { if (!_stricmp(v[i], "/v")) invert = 1; else if (!_stricmp(v[i], "/c")) count = 1; else if (!_stricmp(v[i], "/i")) fold = 1; else if (!text) text = v[i]; else file = v[i]; }
  FILE *f = file ? fopen(file, "r") : stdin; if (!text || !f) return 2;
  char wanted[1000]; snprintf(wanted, sizeof wanted, "%s", text); if (fold) lower(wanted);
  while (fgets(line, sizeof line, f)) { strcpy(folded, line); if (fold) lower(folded); if ((strstr(folded, wanted) != NULL) != invert) { found++; if (!count) fputs(line, stdout); } }
  if (count) printf("%ld\n", found);
  return found ? 0 : 1;
}

/* Prints its arguments, one per line: what a program gets from a quoted value. */
static int words(int c, char **v) { for (int i = 1; i < c; i++) printf("%s\n", v[i]); return 0; }

int main(int c, char **v) {
  char name[64]; const char *b = strrchr(v[0], '\\'); snprintf(name, sizeof name, "%s", b ? b + 1 : v[0]); name[strcspn(name, ".")] = 0; lower(name);
  if (!strcmp(name, "words")) return words(c, v);
  if (!strcmp(name, "find")) return find(c, v);
  note_call(name); int code = is_broken(name); if (code >= 0) return code;
  return !strcmp(name, "fltmc") ? fltmc() : !strcmp(name, "fsutil") ? fsutil(c, v) : !strcmp(name, "icacls") ? icacls(c, v) : !strcmp(name, "schtasks") ? schtasks(c, v) : !strcmp(name, "certutil") ? certutil(c, v) : !strcmp(name, "fc") ? fc(c, v) : 1;
}
