// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace oxseal::cli {

/// A stream for people at a terminal: what verbs write goes through visible(), so that no name in a file can steer the terminal or turn
/// what it shows around. Output for programs (--json) does not come this way.
class VisibleOut : public std::ostream
{
public:
    explicit VisibleOut(std::ostream& to) : std::ostream(nullptr), buffer_(to) { rdbuf(&buffer_); }

private:
    class Buffer : public std::streambuf
    {
    public:
        explicit Buffer(std::ostream& out) : out_(out) { }
        ~Buffer() override;

    private:
        int_type overflow(int_type c) override;
        std::streamsize xsputn(const char* text, std::streamsize size) override;
        int sync() override;
        void show(std::size_t size);

        std::ostream& out_;
        std::string waiting_; ///< half a character, or the first half of a line end
    };
    Buffer buffer_;
};

} // namespace oxseal::cli
