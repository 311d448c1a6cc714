// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/lock.h"

#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace oxseal {
namespace {

constexpr off_t kPen = 0;
constexpr off_t kReaders = 1;

bool lockByte(int fd, short kind, off_t byte)
{
    struct flock range {};
    range.l_type = kind;
    range.l_whence = SEEK_SET;
    range.l_start = byte;
    range.l_len = 1;
    // Locks of the open file description: two openings in one process exclude each other as well.
    return ::fcntl(fd, F_OFD_SETLK, &range) == 0;
}

} // namespace

WorkspaceLock WorkspaceLock::join(const std::filesystem::path& folder, bool write, const std::string& holder)
{
    WorkspaceLock lock;
    lock.fd_ = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock.fd_ < 0)
        return lock; // a medium that cannot be written has no writer either
    if (!lockByte(lock.fd_, F_RDLCK, kReaders)) {
        lock.holder_ = "a key rotation";
        return lock;
    }
    if (write)
        lock.pen_ = lockByte(lock.fd_, F_WRLCK, kPen);
    if (lock.pen_) {
        if (::ftruncate(lock.fd_, 0) == 0)
            (void)!::pwrite(lock.fd_, holder.data(), holder.size(), 0);
        return lock;
    }
    std::array<char, 256> text{};
    const ssize_t count = ::pread(lock.fd_, text.data(), text.size(), 0);
    lock.holder_.assign(text.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return lock;
}

WorkspaceLock::~WorkspaceLock() { release(); }

WorkspaceLock::WorkspaceLock(WorkspaceLock&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), pen_(std::exchange(other.pen_, false)), holder_(std::move(other.holder_))
{
}

WorkspaceLock& WorkspaceLock::operator=(WorkspaceLock&& other) noexcept
{
    if (this != &other) {
        release();
        fd_ = std::exchange(other.fd_, -1);
        pen_ = std::exchange(other.pen_, false);
        holder_ = std::move(other.holder_);
    }
    return *this;
}

void WorkspaceLock::release()
{
    if (fd_ < 0)
        return;
    if (pen_)
        (void)!::ftruncate(fd_, 0);
    ::close(fd_);
    fd_ = -1;
    pen_ = false;
}

bool WorkspaceLock::beAlone() { return fd_ >= 0 && lockByte(fd_, F_WRLCK, kReaders); }

void WorkspaceLock::shareAgain()
{
    if (fd_ >= 0)
        (void)lockByte(fd_, F_RDLCK, kReaders);
}

bool onNetworkFileSystem(const std::filesystem::path& folder)
{
    struct statfs info {};
    if (::statfs(folder.c_str(), &info) != 0)
        return false;
    // linux/magic.h: NFS, SMB, SMB2, CIFS, FUSE, AFS, Coda, 9P, Ceph, GFS2, OCFS2, Lustre.
    static constexpr std::array<std::uint32_t, 12> network{0x6969, 0x517B, 0xFE534D42, 0xFF534D42, 0x65735546, 0x5346414F,
        0x73757245, 0x01021997, 0x00C36400, 0x01161970, 0x7461636F, 0x0BD00BD0};
    return std::find(network.begin(), network.end(), static_cast<std::uint32_t>(info.f_type)) != network.end();
}

} // namespace oxseal
