// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/files/durable_file.h"

#include "storage/files/fault_point.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace oxseal {
namespace {

class Descriptor
{
public:
    explicit Descriptor(int fd) : fd_(fd) { }
    ~Descriptor()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool ok() const { return fd_ >= 0; }

private:
    int fd_;
};

Status notWritten(const std::filesystem::path& file)
{
    return fail(kFileNotWritten, file.string(), {file.string(), std::strerror(errno)});
}

Status sync(const std::filesystem::path& path, int flags)
{
    const Descriptor fd(::open(path.c_str(), flags | O_CLOEXEC));
    if (!fd.ok() || ::fsync(fd.get()) != 0)
        return notWritten(path);
    return {};
}

class SystemFiles final : public FileLayer
{
public:
    Status write(const std::filesystem::path& file, std::string_view bytes) override
    {
        const Descriptor fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (!fd.ok())
            return notWritten(file);
        while (!bytes.empty()) {
            const ssize_t done = ::write(fd.get(), bytes.data(), bytes.size());
            if (done < 0 && errno == EINTR)
                continue;
            if (done <= 0)
                return notWritten(file);
            bytes.remove_prefix(static_cast<std::size_t>(done));
        }
        return {};
    }

    Status syncFile(const std::filesystem::path& file) override { return sync(file, O_RDONLY); }

    Status rename(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if (::rename(from.c_str(), to.c_str()) != 0)
            return notWritten(to);
        return {};
    }

    Status syncFolder(const std::filesystem::path& folder) override { return sync(folder, O_RDONLY | O_DIRECTORY); }

    Result<std::string> read(const std::filesystem::path& file, std::size_t limit) override
    {
        const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (!fd.ok())
            return fail(kFileNotRead, file.string(), {file.string(), std::strerror(errno)});
        std::string bytes;
        char block[65536];
        for (;;) {
            const ssize_t got = ::read(fd.get(), block, sizeof block);
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return fail(kFileNotRead, file.string(), {file.string(), std::strerror(errno)});
            if (got == 0)
                return bytes;
            bytes.append(block, static_cast<std::size_t>(got));
            if (bytes.size() > limit)
                return fail(kFileTooLarge, file.string(), {file.string(), std::to_string(limit)});
        }
    }
};

} // namespace

FileLayer& systemFiles()
{
    static SystemFiles files;
    return files;
}

Status writeDurably(FileLayer& files, const std::filesystem::path& file, std::string_view bytes)
{
    std::filesystem::path temporary = file;
    temporary += ".new";
    OXSEAL_CHECK(files.write(temporary, bytes));
    faultPoint("file.written");
    OXSEAL_CHECK(files.syncFile(temporary));
    faultPoint("file.synced");
    OXSEAL_CHECK(files.rename(temporary, file));
    faultPoint("file.renamed");
    return files.syncFolder(file.parent_path().empty() ? "." : file.parent_path());
}

} // namespace oxseal
