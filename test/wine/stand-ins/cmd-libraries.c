/* What Wine's cmd takes from user32 and shell32, and nothing else. Each start of it would load and set up all that draws windows. One source, two libraries. */
#include <stdarg.h>
#include <wchar.h>
#include <windows.h>
#include <shellapi.h>

#ifdef USER32
LPSTR WINAPI CharNextExA(WORD page, LPCSTR p, DWORD flags) { return (LPSTR)p + (*p ? (IsDBCSLeadByteEx(page, *p) && p[1] ? 2 : 1) : 0); }

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
#else
/* Every program that a script starts is one without windows, so cmd waits for it. */
HINSTANCE WINAPI FindExecutableW(LPCWSTR file, LPCWSTR folder, LPWSTR found) { wcscpy(found, file); return (HINSTANCE)33; }
DWORD_PTR WINAPI SHGetFileInfoW(LPCWSTR path, DWORD attributes, SHFILEINFOW *info, UINT size, UINT flags) { return IMAGE_NT_SIGNATURE; }
BOOL WINAPI ShellExecuteExW(SHELLEXECUTEINFOW *info) { SetLastError(ERROR_FILE_NOT_FOUND); return FALSE; }
int WINAPI SHFileOperationW(LPSHFILEOPSTRUCTW operation) { return ERROR_NOT_SUPPORTED; }
#endif
