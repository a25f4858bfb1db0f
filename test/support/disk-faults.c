/*
 * A disk that misbehaves on request, for one process: cc -shared -fPIC -o x.so disk-faults.c -ldl, then LD_PRELOAD=x.so.
 * It stands before write, pwrite, fsync, fdatasync, ftruncate and open, and touches only files below FAULT_DIR.
 *
 *   FAULT_DIR=<folder>      real path; without it nothing happens
 *   FAULT_COUNT=<file>      the number of calls so far (writes, syncs, truncations), kept up to date
 *   FAULT_KILL_AT=<n>       SIGKILL at the n-th of them ...
 *   FAULT_KILL_WHEN=<word>  before (as it is), half (a torn write) or after
 *   FAULT_CONTROL=<file>    its first word is read again at each call:
 *     none | enospc (writes fail) | eio (writes, syncs, truncations) | eiosync (syncs) | erofs (writes,
 *     truncations, opening for writing) | kill (SIGKILL at the next call)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum act { WRITE = 1, SYNC = 2, CUT = 4, OPEN = 8 };

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_open)(const char *, int, ...);
static const char *folder, *control, *when = "before";
static long kill_at;
static int count_fd = -1;
static atomic_long count;

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_open = dlsym(RTLD_NEXT, "open64");
  folder = getenv("FAULT_DIR");
  control = getenv("FAULT_CONTROL");
  if (getenv("FAULT_KILL_WHEN")) when = getenv("FAULT_KILL_WHEN");
  if (getenv("FAULT_KILL_AT")) kill_at = atol(getenv("FAULT_KILL_AT"));
  if (getenv("FAULT_COUNT")) count_fd = real_open(getenv("FAULT_COUNT"), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static int below(const char *path) {
  size_t n = folder ? strlen(folder) : 0;
  return n > 0 && strncmp(path, folder, n) == 0 && (path[n] == '/' || path[n] == 0);
}

static int ours(int fd) {
  char link[40], path[PATH_MAX];
  if (!folder) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return below(path);
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* What the control file asks for this kind of call: an errno, or 0. */
static int fault(enum act act) {
  char word[16] = "";
  int fd = control ? real_open(control, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0) return 0;
  ssize_t n = read(fd, word, sizeof word - 1);
  close(fd);
  word[n > 0 ? n : 0] = 0;
  word[strcspn(word, " \r\n\t")] = 0;
  if (!strcmp(word, "kill") && act != OPEN) die();
  if (!strcmp(word, "enospc") && (act & WRITE)) return ENOSPC;
  if (!strcmp(word, "eio") && (act & (WRITE | SYNC | CUT))) return EIO;
  if (!strcmp(word, "eiosync") && (act & SYNC)) return EIO;
  if (!strcmp(word, "erofs") && (act & (WRITE | CUT | OPEN))) return EROFS;
  return 0;
}

/* Counts the call and says whether this is the one at which the process dies. */
static int is_last(void) {
  char text[24];
  long n = atomic_fetch_add(&count, 1) + 1;
  if (count_fd >= 0) real_pwrite(count_fd, text, snprintf(text, sizeof text, "%020ld\n", n), 0);
  return kill_at > 0 && n >= kill_at;
}

/* `torn` does half of the work, `whole` all of it; the result of `whole` is returned. */
#define GUARDED(kind, torn, whole)                                  \
  if (!ours(fd)) return whole;                                      \
  int wrong = fault(kind);                                          \
  if (is_last()) {                                                  \
    if (!strcmp(when, "half")) { (void)!(torn); }                   \
    if (!strcmp(when, "after")) { (void)!(whole); }                 \
    die();                                                          \
  }                                                                 \
  if (wrong) { errno = wrong; return -1; }                          \
  return whole

ssize_t write(int fd, const void *data, size_t size) {
  GUARDED(WRITE, real_write(fd, data, size / 2), real_write(fd, data, size));
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  GUARDED(WRITE, real_pwrite(fd, data, size / 2, at), real_pwrite(fd, data, size, at));
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }
int fsync(int fd) {
  GUARDED(SYNC, 0, real_fsync(fd));
}
int fdatasync(int fd) {
  GUARDED(SYNC, 0, real_fdatasync(fd));
}
int ftruncate64(int fd, off64_t size) {
  GUARDED(CUT, 0, real_ftruncate(fd, size));
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int opening(const char *path, int flags, mode_t mode) {
  int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
  int wrong = writes && below(path) ? fault(OPEN) : 0;
  if (!wrong) return real_open(path, flags, mode);
  errno = wrong;
  return -1;
}
#define OPENING(name)                              \
  int name(const char *path, int flags, ...) {     \
    va_list rest;                                  \
    va_start(rest, flags);                         \
    mode_t mode = va_arg(rest, mode_t);            \
    va_end(rest);                                  \
    return opening(path, flags, mode);             \
  }
OPENING(open)
OPENING(open64)
