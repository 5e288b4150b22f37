#include "fuzzer.h"

extern int LLVMFuzzerRunDriver(int *count, char ***arguments,
                               int (*one)(const uint8_t *bytes, size_t count)) __attribute__((weak));

int fuzzer_run(int count, char *const *arguments, int (*one)(const uint8_t *bytes, size_t count)) {
  if (!LLVMFuzzerRunDriver) return -1;
  char **own = (char **)arguments;
  return LLVMFuzzerRunDriver(&count, &own, one);
}
