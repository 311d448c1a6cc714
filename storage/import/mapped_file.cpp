// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/mapped_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace oxseal {

Result<MappedFile> MappedFile::open(const std::filesystem::path& file)
{
    const auto refused = [&file] { return fail(kCannotOpenFile, file.string(), {std::strerror(errno)}); };
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return refused();
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (errno == 0 || !S_ISREG(status.st_mode))
            errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
        ::close(descriptor);
        return refused();
    }
    MappedFile mapped;
    mapped.size_ = static_cast<std::size_t>(status.st_size);
    if (mapped.size_ > 0) {
        void* address = ::mmap(nullptr, mapped.size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (address == MAP_FAILED) {
            mapped.size_ = 0;
            ::close(descriptor);
            return refused();
        }
        ::madvise(address, mapped.size_, MADV_SEQUENTIAL);
        mapped.data_ = static_cast<const std::uint8_t*>(address);
    }
    ::close(descriptor);
    return mapped;
}

MappedFile::~MappedFile()
{
    if (data_ != nullptr) {
        // munmap takes a pointer to non-const although it changes no byte.
        void* address = nullptr;
        std::memcpy(&address, &data_, sizeof address);
        ::munmap(address, size_);
    }
}

} // namespace oxseal
