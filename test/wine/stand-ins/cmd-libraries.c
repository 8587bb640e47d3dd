/* The functions that Wine's cmd takes from user32 and shell32, and nothing else: otherwise each start of cmd would load everything that draws windows. One source for two libraries. */
#include <stdarg.h>
#include <wchar.h>
#include <windows.h>
#include <shellapi.h>

#ifdef USER32
/* Called for every character of every line that cmd reads. A character below 128 is no lead byte in any code page. */
LPSTR WINAPI CharNextExA(WORD page, LPCSTR p, DWORD flags) {
  return (LPSTR)p + (*p ? (*p & 0x80 && IsDBCSLeadByteEx(page, *p) && p[1] ? 2 : 1) : 0);
}

DWORD WINAPI CharUpperBuffW(LPWSTR text, DWORD n) { LCMapStringW(LOCALE_USER_DEFAULT, LCMAP_UPPERCASE, text, n, text, n); return n; }

BOOL WINAPI IsCharAlphaW(WCHAR c) { WORD type; return GetStringTypeW(CT_CTYPE1, &c, 1, &type) && type & C1_ALPHA; }

/* Strings are in blocks of sixteen, each after its length. If the caller gives no buffer, the result is the address of the string itself. */
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

/* Two functions of other libraries that cmd calls are replaced, which halves the time of a script. */
static BOOL(WINAPI *verifyConsoleIoHandle)(HANDLE);
static void *(*openPipe)(LPCWSTR, LPCWSTR);

/* For each line of a batch file, cmd asks whether the file is a console, and Wine asks its server. To find a label, cmd reads hundreds of lines. A file with a
   position is not a console, which is known without the server. */
static BOOL WINAPI isConsole(HANDLE file) { return !SetFilePointerEx(file, (LARGE_INTEGER){ .QuadPart = 0 }, NULL, FILE_CURRENT) && verifyConsoleIoHandle(file); }

/* On Windows, one cmd runs the command of `for /f`. Wine's cmd starts it through a further cmd, which expands variables a second time. */
static void *openCommand(LPCWSTR command, LPCWSTR mode) { return openPipe(wcsncmp(command, L"CMD.EXE /C ", 11) ? command : command + 11, mode); }

/* The program has a table of the functions that it uses from other libraries. */
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
/* No program that a script starts has windows, so cmd waits for each. */
HINSTANCE WINAPI FindExecutableW(LPCWSTR file, LPCWSTR folder, LPWSTR found) { wcscpy(found, file); return (HINSTANCE)33; }
DWORD_PTR WINAPI SHGetFileInfoW(LPCWSTR path, DWORD attributes, SHFILEINFOW *info, UINT size, UINT flags) { return IMAGE_NT_SIGNATURE; }
BOOL WINAPI ShellExecuteExW(SHELLEXECUTEINFOW *info) { SetLastError(ERROR_FILE_NOT_FOUND); return FALSE; }
int WINAPI SHFileOperationW(LPSHFILEOPSTRUCTW operation) { return ERROR_NOT_SUPPORTED; }
#endif
