/* What Wine's cmd takes from user32 and shell32, and nothing else. Each start of it would load and set up all that draws windows. One source, two libraries. */
#include <stdarg.h>
#include <wchar.h>
#include <windows.h>
#include <shellapi.h>

#ifdef USER32
/* Asked for every character of every line that is read. One below 128 leads no other on any page. */
LPSTR WINAPI CharNextExA(WORD page, LPCSTR p, DWORD flags) {
  return (LPSTR)p + (*p ? (*p & 0x80 && IsDBCSLeadByteEx(page, *p) && p[1] ? 2 : 1) : 0);
}

DWORD WINAPI CharUpperBuffW(LPWSTR text, DWORD n) { LCMapStringW(LOCALE_USER_DEFAULT, LCMAP_UPPERCASE, text, n, text, n); return n; }

BOOL WINAPI IsCharAlphaW(WCHAR c) { WORD type; return GetStringTypeW(CT_CTYPE1, &c, 1, &type) && type & C1_ALPHA; }

/* Strings lie in blocks of sixteen, each after its length; where no room is given, the answer is the place of the string itself. */
int WINAPI LoadStringW(HINSTANCE of, UINT id, LPWSTR to, int room) {
  HRSRC found = FindResourceW(of, MAKEINTRESOURCEW((id >> 4) + 1), (LPCWSTR)RT_STRING);
  if (!found) return 0;
  const WCHAR *p = LockResource(LoadResource(of, found));
  for (UINT i = id & 15; i; i--) p += *p + 1;
  if (!room) { *(const WCHAR **)to = p + 1; return *p; }
  int n = *p < room ? *p : room - 1; memcpy(to, p + 1, n * sizeof *to); to[n] = 0;
  return n;
}

int WINAPIV wsprintfW(LPWSTR to, LPCWSTR format, ...) {
  va_list list; va_start(list, format); int n = _vsnwprintf(to, 1024, format, list); va_end(list);
  return n;
}

/* Two functions of other libraries that cmd calls are gone round, which halves the time of a script. */
static BOOL(WINAPI *verifyConsoleIoHandle)(HANDLE);
static void *(*openPipe)(LPCWSTR, LPCWSTR);

/* For each line of a batch file, cmd asks whether the file is a console, and Wine asks its server. To find a label, it reads hundreds of lines; what has a
   position is none, which is known without the server. */
static BOOL WINAPI isConsole(HANDLE file) { return !SetFilePointerEx(file, (LARGE_INTEGER){ .QuadPart = 0 }, NULL, FILE_CURRENT) && verifyConsoleIoHandle(file); }

/* A command of `for /f` is run by one cmd on Windows. Wine's starts that by another one, which expands variables a second time. */
static void *openCommand(LPCWSTR command, LPCWSTR mode) { return openPipe(wcsncmp(command, L"CMD.EXE /C ", 11) ? command : command + 11, mode); }

/* What the program has from other libraries is a table of their functions. */
static void *replaced(LPCWSTR library, LPCSTR name, void *by) {
  BYTE *program = (BYTE *)GetModuleHandleW(NULL);
  IMAGE_NT_HEADERS *headers = (IMAGE_NT_HEADERS *)(program + ((IMAGE_DOS_HEADER *)program)->e_lfanew);
  IMAGE_DATA_DIRECTORY table = headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IAT];
  void **p = (void **)(program + table.VirtualAddress), **end = p + table.Size / sizeof *p, *own = GetProcAddress(GetModuleHandleW(library), name);
  DWORD rights;
  for (; p < end; p++)
    if (*p == own && VirtualProtect(p, sizeof *p, PAGE_READWRITE, &rights)) { *p = by; VirtualProtect(p, sizeof *p, rights, &rights); }
  return own;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD why, LPVOID reserved) {
  if (why == DLL_PROCESS_ATTACH && GetModuleHandleW(L"ucrtbase")) {
    verifyConsoleIoHandle = replaced(L"kernel32", "VerifyConsoleIoHandle", isConsole);
    openPipe = replaced(L"ucrtbase", "_wpopen", openCommand);
  }
  return TRUE;
}
#else
/* Every program that a script starts is one without windows, so cmd waits for it. */
HINSTANCE WINAPI FindExecutableW(LPCWSTR file, LPCWSTR folder, LPWSTR found) { wcscpy(found, file); return (HINSTANCE)33; }
DWORD_PTR WINAPI SHGetFileInfoW(LPCWSTR path, DWORD attributes, SHFILEINFOW *info, UINT size, UINT flags) { return IMAGE_NT_SIGNATURE; }
BOOL WINAPI ShellExecuteExW(SHELLEXECUTEINFOW *info) { SetLastError(ERROR_FILE_NOT_FOUND); return FALSE; }
int WINAPI SHFileOperationW(LPSHFILEOPSTRUCTW operation) { return ERROR_NOT_SUPPORTED; }
#endif
