// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::recon {

/// The words of a description that can name somebody: runs of letters, four or more of them, in capitals. Digits and signs
/// separate; bytes beyond ASCII count as letters.
[[nodiscard]] std::vector<std::string> partyWords(std::string_view description);

/// The names that lines of earlier periods gave: every word of theirs but those that more than one line in twenty carries
/// (words such as PAYMENT name nobody).
class KnownParties
{
public:
    explicit KnownParties(std::span<const std::string_view> earlier);

    /// True when the description has words that could name somebody and none of them was seen in an earlier period. Common
    /// words neither make a party known nor new.
    [[nodiscard]] bool isNew(std::string_view description) const;

private:
    std::set<std::string, std::less<>> known_;
    std::set<std::string, std::less<>> common_;
};

/// Whether a text holds the phrase as whole words, whatever the case and the signs between the words. "" is in no text.
[[nodiscard]] bool mentions(std::string_view text, std::string_view phrase);

} // namespace oxseal::recon
