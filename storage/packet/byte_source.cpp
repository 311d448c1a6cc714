// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace oxseal {
namespace {

constexpr std::size_t kBlock = 1024 * 1024;

class FileSource final : public ByteSource
{
public:
    FileSource(int descriptor, std::uint64_t size, std::string name)
        : descriptor_(descriptor), size_(size), name_(std::move(name))
    {
    }
    ~FileSource() override { ::close(descriptor_); }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    std::uint64_t size() const override { return size_; }
    Status read(std::uint64_t offset, std::span<std::uint8_t> out) const override
    {
        while (!out.empty()) {
            const auto got = ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return fail(kCannotReadFile, name_);
            offset += static_cast<std::uint64_t>(got);
            out = out.subspan(static_cast<std::size_t>(got));
        }
        return {};
    }

private:
    int descriptor_;
    std::uint64_t size_;
    std::string name_;
};

class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::string_view bytes) : bytes_(bytes) { }
    std::uint64_t size() const override { return bytes_.size(); }
    Status read(std::uint64_t offset, std::span<std::uint8_t> out) const override
    {
        if (offset > bytes_.size() || bytes_.size() - offset < out.size())
            return fail(kCannotReadFile, "memory");
        std::memcpy(out.data(), bytes_.data() + offset, out.size());
        return {};
    }

private:
    std::string_view bytes_;
};

} // namespace

Result<std::string> ByteSource::piece(std::uint64_t offset, std::uint64_t length) const
{
    if (offset > size() || size() - offset < length)
        return fail(kCannotReadFile, "offset " + std::to_string(offset));
    std::string out(static_cast<std::size_t>(length), '\0');
    OXSEAL_CHECK(read(offset, {reinterpret_cast<std::uint8_t*>(out.data()), out.size()}));
    return out;
}

Status ByteSource::stream(
    std::uint64_t offset, std::uint64_t length, const std::function<Status(ByteView)>& block) const
{
    std::vector<std::uint8_t> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(kBlock, length)));
    while (length > 0) {
        const auto now = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), length));
        OXSEAL_CHECK(read(offset, {buffer.data(), now}));
        OXSEAL_CHECK(block({buffer.data(), now}));
        offset += now;
        length -= now;
    }
    return {};
}

Result<std::unique_ptr<ByteSource>> openFileSource(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info = {};
    if (descriptor < 0)
        return fail(kCannotReadFile, file.string());
    if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(descriptor);
        return fail(kCannotReadFile, file.string());
    }
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    return std::unique_ptr<ByteSource>(
        std::make_unique<FileSource>(descriptor, static_cast<std::uint64_t>(info.st_size), file.string()));
}

std::unique_ptr<ByteSource> memorySource(std::string_view bytes) { return std::make_unique<MemorySource>(bytes); }

} // namespace oxseal
