// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/ids.h"
#include "models/core/result.h"
#include "storage/workspace/lock.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace oxseal {

class Keyring;
class Random;

/// The request cannot be written beside the lock; {0} says why.
inline constexpr ErrorCode kPenCannotAsk{"pen.cannot_ask", ErrorClass::Refused};

/// That somebody asks for the pen (FORMATS.md §2). It is a courtesy: it moves nothing, the lock alone decides.
struct PenRequest
{
    PersonId person;
    std::string login; ///< from the keyring, never from the file
    Instant time;
    ClockSource clock = ClockSource::System;
    std::string host;
    std::string osUser;
    std::string holding; ///< PenHolder::text at the time: a request is void for any other holding
    std::string nonce; ///< 32 hexadecimal digits: its identity and its file's name
};

/// One's own request. It stands while this object lives: the file is locked by its asker, so that the request of a program
/// that died is known as dead.
class PenTicket
{
public:
    using Sign = std::function<Result<std::string>(ByteView)>;

    PenTicket() = default;
    /// Signs and writes `request` (its nonce is drawn here).
    [[nodiscard]] static Result<PenTicket> write(const std::filesystem::path& folder, const std::string& workspaceId,
        PenRequest request, ByteView sessionKey, const Sign& sign, Random& random);
    ~PenTicket();
    PenTicket(PenTicket&& other) noexcept;
    PenTicket& operator=(PenTicket&& other) noexcept;

    [[nodiscard]] bool stands() const noexcept { return fd_ >= 0; }
    [[nodiscard]] const PenRequest& request() const noexcept { return request_; }
    void withdraw();

private:
    int fd_ = -1;
    std::filesystem::path file_;
    PenRequest request_;
};

/// Requests that count: alive, about the present holding, signed by the present session key of somebody in the keyring.
/// Oldest first.
[[nodiscard]] std::vector<PenRequest> penRequests(
    const std::filesystem::path& folder, const Keyring& keyring, const std::string& holding);
/// Removes the files of requests whose asker has gone.
void sweepPenRequests(const std::filesystem::path& folder);

/// Who has the pen and who asks for it.
struct PenView
{
    PenHolder holder;
    std::vector<PenRequest> requests; ///< oldest first
};

/// Looks at the folder only: no passphrase and no open workspace are needed, and nothing is changed.
[[nodiscard]] Result<PenView> lookAtPen(const std::filesystem::path& folder);

} // namespace oxseal
