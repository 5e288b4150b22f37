// libFuzzer, where the program was linked with it: see `.ci/fuzz`. Only for tests.
#ifndef FUZZER_H
#define FUZZER_H

#include <stddef.h>
#include <stdint.h>

/// Hands libFuzzer its arguments, and lets it call a function with one input after the other. Returns its
/// exit status, or -1 at once when it is not there.
int fuzzer_run(int count, char *const *arguments, int (*one)(const uint8_t *bytes, size_t count));

#endif
