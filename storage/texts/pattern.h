// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace oxseal::texts {

/// A sentence whose words are looked up once, for lists that say it a million times.
class Pattern
{
public:
    explicit Pattern(const char* id);
    /// {0}, {1} … are filled with the arguments.
    void appendTo(std::string& out, std::initializer_list<std::string_view> arguments = {}) const;

private:
    std::string_view text_;
};

} // namespace oxseal::texts
