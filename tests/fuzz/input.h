/* input.h - what the fuzzer gives, as a file. */
#ifndef TESTS_FUZZ_INPUT_H
#define TESTS_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Called by libFuzzer with each input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* A file in memory; `path` leads to it until input_close(). */
struct input {
    int fd;
    char path[32];
};

void input_open(struct input *input, const void *data, size_t size);
void input_close(struct input *input);

/* The same of a workbook.  Bytes that begin with "PK" are one as they are.  All others are XML: the parts of
 * a workbook (input_parts) separated by a zero byte, which are packed here, since no fuzzer guesses a
 * checksum; the usual ones stand in for those that are missing. */
void input_open_workbook(struct input *input, const uint8_t *data, size_t size);

#endif
