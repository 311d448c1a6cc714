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
constexpr const char* kLockFile = "lock";

struct flock byteRange(short kind, off_t byte)
{
    struct flock range {};
    range.l_type = kind;
    range.l_whence = SEEK_SET;
    range.l_start = byte;
    range.l_len = 1;
    return range;
}

bool lockByte(int fd, short kind, off_t byte)
{
    struct flock range = byteRange(kind, byte);
    // Locks of the open file description: two openings in one process exclude each other as well.
    return ::fcntl(fd, F_OFD_SETLK, &range) == 0;
}

std::string contentOf(int fd)
{
    std::array<char, 256> text{};
    const ssize_t count = ::pread(fd, text.data(), text.size(), 0);
    return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
}

} // namespace

WorkspaceLock WorkspaceLock::join(const std::filesystem::path& folder, bool write, const std::string& holder)
{
    WorkspaceLock lock;
    lock.fd_ = ::open((folder / kLockFile).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock.fd_ < 0)
        return lock; // a medium that cannot be written has no writer either
    if (!lockByte(lock.fd_, F_RDLCK, kReaders)) {
        lock.holder_ = "a key rotation";
        return lock;
    }
    if (!write || !lock.takePen(holder))
        lock.holder_ = contentOf(lock.fd_);
    return lock;
}

bool WorkspaceLock::takePen(const std::string& holder)
{
    if (fd_ < 0)
        return false;
    if (!pen_) {
        pen_ = lockByte(fd_, F_WRLCK, kPen);
        if (!pen_) {
            holder_ = contentOf(fd_);
            return false;
        }
        holder_.clear();
        if (::ftruncate(fd_, 0) == 0)
            (void)!::pwrite(fd_, holder.data(), holder.size(), 0);
    }
    return true;
}

void WorkspaceLock::dropPen()
{
    if (!pen_)
        return;
    // The name goes before the lock: the next holder's must not be wiped out.
    (void)!::ftruncate(fd_, 0);
    (void)lockByte(fd_, F_UNLCK, kPen);
    pen_ = false;
}

PenHolder WorkspaceLock::look(const std::filesystem::path& folder)
{
    const int fd = ::open((folder / kLockFile).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return {};
    // A reader's lock on the pen would be in the way of a writer's only.
    struct flock probe = byteRange(F_RDLCK, kPen);
    PenHolder holder;
    if (::fcntl(fd, F_OFD_GETLK, &probe) == 0 && probe.l_type != F_UNLCK) {
        holder = PenHolder::parse(contentOf(fd));
        holder.held = true;
    }
    ::close(fd);
    return holder;
}

PenHolder PenHolder::parse(std::string text)
{
    PenHolder holder;
    const auto on = text.find(" on ");
    const auto since = text.rfind(" since ");
    if (on != std::string::npos && since != std::string::npos && since >= on + 4) {
        holder.since = Instant::fromIso(text.substr(since + 7));
        if (holder.since) {
            holder.login = text.substr(0, on);
            holder.host = text.substr(on + 4, since - on - 4);
        }
    }
    holder.text = std::move(text);
    return holder;
}

std::string PenHolder::words() const
{
    if (!since)
        return text.empty() ? "another session" : text;
    const std::string time = since->iso();
    return login + " on " + host + " since " + time.substr(0, 10) + " " + time.substr(11, 5) + " UTC";
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
