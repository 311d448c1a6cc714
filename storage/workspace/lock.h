// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <filesystem>
#include <string>

namespace oxseal {

/// The pen (P5): an operating-system lock on the file `lock` in the workspace folder, released by the system when its
/// holder dies. Byte 0 is the pen, held by one writer; byte 1 is shared by everybody who has the database open, so that a
/// rotation of the data key can wait until it is alone.
class WorkspaceLock
{
public:
    WorkspaceLock() = default;
    /// Joins the readers and, when `write`, takes the pen if it is free; `holder` is written into the file for others.
    [[nodiscard]] static WorkspaceLock join(const std::filesystem::path& folder, bool write, const std::string& holder);
    ~WorkspaceLock();
    WorkspaceLock(WorkspaceLock&& other) noexcept;
    WorkspaceLock& operator=(WorkspaceLock&& other) noexcept;

    [[nodiscard]] bool holdsPen() const noexcept { return pen_; }
    /// What the present holder wrote, when it was not us.
    [[nodiscard]] const std::string& holder() const noexcept { return holder_; }
    /// True when nobody else has the workspace open; others are kept out until shareAgain().
    [[nodiscard]] bool beAlone();
    void shareAgain();

private:
    void release();
    int fd_ = -1;
    bool pen_ = false;
    std::string holder_;
};

/// NFS, SMB, FUSE and the like: WAL needs shared memory and locks that they do not give.
[[nodiscard]] bool onNetworkFileSystem(const std::filesystem::path& folder);

} // namespace oxseal
