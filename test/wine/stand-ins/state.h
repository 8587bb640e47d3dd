/* What the stand-ins for the tools of Windows share: a folder of small text files, named by SIP_HA_STATE, is the state of the host. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define MAX_ROWS 64

/* A row of a file: words separated by "|". */
struct row { char word[8][200]; int words; };
struct table { struct row row[MAX_ROWS]; int rows; };

static const char *state_path(const char *file) {
  static char path[4][MAX_PATH]; static int next; const char *folder = getenv("SIP_HA_STATE"); char *p = path[next = (next + 1) % 4];
  snprintf(p, MAX_PATH, "%s\\%s", folder ? folder : "C:\\state", file);
  return p;
}

static int state_has(const char *file) { return GetFileAttributesA(state_path(file)) != INVALID_FILE_ATTRIBUTES; }

/* The first line of a file, or the given text if there is none. */
static inline const char *state_line(const char *file, const char *otherwise) {
  static char line[500]; FILE *f = fopen(state_path(file), "r");
  if (!f) return otherwise;
  if (!fgets(line, sizeof line, f)) line[0] = 0;
  fclose(f); line[strcspn(line, "\r\n")] = 0;
  return line;
}

static void read_table(const char *file, struct table *t) {
  char line[1000]; FILE *f = fopen(state_path(file), "r"); t->rows = 0;
  if (!f) return;
  while (t->rows < MAX_ROWS && fgets(line, sizeof line, f)) {
    struct row *r = &t->row[t->rows]; char *p = line; line[strcspn(line, "\r\n")] = 0; memset(r, 0, sizeof *r);
    if (!*line) continue;
    while (r->words < 8) { size_t n = strcspn(p, "|"); snprintf(r->word[r->words++], 200, "%.*s", (int)n, p); if (!p[n]) break; p += n + 1; }
    t->rows++;
  }
  fclose(f);
}

/* Replaces the file in one step, because another program may be reading it. */
static inline void write_table(const char *file, struct table *t) {
  char temporary[MAX_PATH]; snprintf(temporary, sizeof temporary, "%s.%lu", state_path(file), GetCurrentProcessId());
  FILE *f = fopen(temporary, "wb"); if (!f) return;
  for (int i = 0; i < t->rows; i++) for (int j = 0; j < t->row[i].words; j++) fprintf(f, "%s%s", t->row[i].word[j], j + 1 < t->row[i].words ? "|" : "\n");
  fclose(f); MoveFileExA(temporary, state_path(file), MOVEFILE_REPLACE_EXISTING);
}

static inline struct row *find_row(struct table *t, int column, const char *word) {
  for (int i = 0; i < t->rows; i++) if (!_stricmp(t->row[i].word[column], word)) return &t->row[i];
  return NULL;
}

static inline void remove_row(struct table *t, struct row *r) {
  int i = (int)(r - t->row); memmove(r, r + 1, sizeof *r * (t->rows - i - 1)); t->rows--;
}

/* Only one program at a time changes the state. */
static HANDLE turn;
static inline void take_turn(void) { turn = CreateMutexA(NULL, FALSE, "sip-ha-stand-in"); WaitForSingleObject(turn, 10000); }
static inline void end_turn(void) { ReleaseMutex(turn); CloseHandle(turn); }

/* Notes how a tool was called. */
static inline void note_call(const char *tool) {
  FILE *f = fopen(state_path("calls"), "ab"); if (!f) return;
  fprintf(f, "%s %s\n", tool, GetCommandLineA()); fclose(f);
}

/* Words of the display language. They are German if the file says so; "two words" is a language that needs two words for each. */
static const char *say(const char *english, const char *german, const char *two_words) {
  const char *language = state_line("language", "en");
  return !strcmp(language, "de") ? german : !strcmp(language, "two words") ? two_words : english;
}

/* A fault that a test has set: the file has the exit code and the message. */
static int is_broken(const char *tool) {
  char file[64]; snprintf(file, sizeof file, "broken-%s", tool);
  return state_has(file) ? atoi(state_line(file, "1")) : -1;
}

/* If the file "kernel" exists, the network is that of the machine on which Wine runs, for the named interface: asks a program of that machine. Returns its exit
   code and its answer; 2 or 3 if it cannot be asked. */
static inline int ask_kernel(char answer[100], const char *words) {
  char command[700], done[MAX_PATH]; snprintf(done, sizeof done, "%s", state_path("kernel-done")); DeleteFileA(done); *answer = 0;
  snprintf(command, sizeof command, "Z:\\stand-ins\\kernel-network %s", words);
  STARTUPINFOA si = { sizeof si }; PROCESS_INFORMATION pi; if (!CreateProcessA("Z:\\stand-ins\\kernel-network", command, 0, 0, FALSE, 0, 0, 0, &si, &pi)) return 2;
  for (int i = 0; i < 500; i++) {
    FILE *f = fopen(done, "r"); int code; char line[120];
    if (f) { int ok = fgets(line, sizeof line, f) && sscanf(line, "%d %99s", &code, answer) > 0; fclose(f); if (ok) return code; }
    Sleep(10);
  }
  return 3;
}
