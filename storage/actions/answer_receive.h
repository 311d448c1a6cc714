// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/answer_actions.h"

namespace oxseal {

/// A reply that is whole and the reviewer's, before anything is written.
struct Received
{
    PackRow pack;
    access::AnswerSheet sheet;
    access::AnswerSet answers;
    access::Grade grade = access::Grade::NotAttested;
    std::string mailFrom;
    std::string mailDate;
    std::string note{}; ///< why a signature on it does not count, in words; "" nothing to say
};

/// Reads a reply in any of its forms and holds it against what was sent, with the proof that came with it. Nothing is written, and
/// whether the pack may still be answered is for the caller.
[[nodiscard]] Result<Received> receiveReply(Workspace& workspace, const ReplyFile& file);

} // namespace oxseal
