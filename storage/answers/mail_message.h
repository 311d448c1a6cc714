// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/result.h"

#include <string>
#include <vector>

namespace oxseal {

/// {0} says what of the message is not as it must be.
inline constexpr ErrorCode kMailInvalid{"access.mail_invalid", ErrorClass::Input};

struct MailAttachment
{
    std::string name; ///< as stated; "" not stated
    std::string bytes; ///< decoded
};

/// What an e-mail is evidence of: who it says it is from, when it says it was sent, and which files hang on it. Headers are what
/// the sender's programs wrote; signatures of mail servers (DKIM) are not checked.
struct MailMessage
{
    std::string from; ///< address alone, lower case
    std::string date; ///< as written
    Instant sentAt; ///< the same as an instant
    std::vector<MailAttachment> attachments; ///< every part that is a file, in order
};

/// Reads a message as mail programs save it (RFC 5322, MIME of RFC 2045/2046; .eml), bounded: 64 MiB, 256 KiB of headers a part, eight
/// levels, 200 parts. Refused: no or several From or Date, several senders, a boundary that never ends, base64 that is none.
[[nodiscard]] Result<MailMessage> readMail(ByteView bytes);

} // namespace oxseal
