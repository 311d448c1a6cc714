// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace oxseal {

/// Who has the pen, as the holder wrote it into the file `lock`. A courtesy to others: only the lock decides, and the text is
/// as trustworthy as whoever may write the folder.
struct PenHolder
{
    bool held = false; ///< somebody has the lock on byte 0 now
    std::string text; ///< "ada on desk-4 since 2026-10-01T08:00:01.000000Z"; names this holding and no other
    std::string login; ///< the parts of the text; "" where it has another shape
    std::string host;
    std::optional<Instant> since;

    [[nodiscard]] static PenHolder parse(std::string text);
    /// "ada on desk-4 since 2026-10-01 08:00 UTC"; "another session" when nothing is written.
    [[nodiscard]] std::string words() const;
};

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
    /// What the holder wrote who had the pen when we last tried to take it.
    [[nodiscard]] const std::string& holder() const noexcept { return holder_; }
    /// Takes the pen if it is free, and stays among the readers either way.
    [[nodiscard]] bool takePen(const std::string& holder);
    /// Gives the pen up and stays among the readers.
    void dropPen();
    /// True when nobody else has the workspace open; others are kept out until shareAgain().
    [[nodiscard]] bool beAlone();
    void shareAgain();

    /// Who has the pen, seen from outside: needs no key and no place among the readers, and takes nothing.
    [[nodiscard]] static PenHolder look(const std::filesystem::path& folder);

private:
    void release();
    int fd_ = -1;
    bool pen_ = false;
    std::string holder_;
};

/// NFS, SMB, FUSE and the like: WAL needs shared memory and locks that they do not give.
[[nodiscard]] bool onNetworkFileSystem(const std::filesystem::path& folder);

} // namespace oxseal
