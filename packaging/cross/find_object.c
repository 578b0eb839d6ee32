/* GCC's unwinder calls a function that glibc has and musl has not: it finds the program part that an address is in. */
#define _GNU_SOURCE
#include <link.h>
#include <pthread.h>
#include <stddef.h>

struct dl_find_object {
    unsigned long long flags;
    void *start, *end, *map, *eh_frame;
    unsigned long long reserved[7];
};

struct search {
    ElfW(Addr) pc;
    struct dl_find_object *found;
};

static int visit(struct dl_phdr_info *info, size_t size, void *data) {
    struct search *search = data;
    const ElfW(Phdr) *eh_frame = NULL;
    int holds = 0;
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        ElfW(Addr) start = info->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_GNU_EH_FRAME) eh_frame = part;
        if (part->p_type != PT_LOAD || search->pc < start || search->pc >= start + part->p_memsz) continue;
        holds = 1;
        search->found->start = (void *)start;
        search->found->end = (void *)(start + part->p_memsz);
    }
    if (!holds || !eh_frame) return 0;
    search->found->flags = 0;
    search->found->map = NULL;
    search->found->eh_frame = (void *)(info->dlpi_addr + eh_frame->p_vaddr);
    return 1;
}

int _dl_find_object(void *pc, struct dl_find_object *found) {
    struct search search = {(ElfW(Addr))pc, found};
    return dl_iterate_phdr(visit, &search) ? 0 : -1;
}

/* The unwinder refers to these weakly, which takes nothing out of an archive. */
void *const _dl_find_object_needs[] = {
    pthread_once,        pthread_mutex_lock,  pthread_mutex_unlock,
    pthread_getspecific, pthread_setspecific, pthread_key_create,
};
