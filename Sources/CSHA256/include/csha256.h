// SHA-256 by the processor's own instructions, which Swift cannot name.
#ifndef CSHA256_H
#define CSHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has instructions for SHA-256 that `csha256_compress` knows.
bool csha256_is_available(void);

/// Works blocks of 64 bytes into the eight words of a state. Only for processors that have them.
void csha256_compress(uint32_t *state, const uint8_t *blocks, size_t count);

#endif
