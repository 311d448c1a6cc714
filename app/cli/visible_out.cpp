// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/visible_out.h"

#include "models/core/visible.h"

namespace oxseal::cli {

VisibleOut::Buffer::~Buffer()
{
    show(waiting_.size());
    out_.flush();
}

VisibleOut::Buffer::int_type VisibleOut::Buffer::overflow(int_type c)
{
    if (!traits_type::eq_int_type(c, traits_type::eof())) {
        waiting_.push_back(traits_type::to_char_type(c));
        show(wholeCharacters(waiting_));
    }
    return traits_type::not_eof(c);
}

std::streamsize VisibleOut::Buffer::xsputn(const char* text, std::streamsize size)
{
    waiting_.append(text, static_cast<std::size_t>(size));
    show(wholeCharacters(waiting_));
    return size;
}

int VisibleOut::Buffer::sync()
{
    out_.flush();
    return out_ ? 0 : -1;
}

void VisibleOut::Buffer::show(std::size_t size)
{
    out_ << visible(std::string_view(waiting_).substr(0, size));
    waiting_.erase(0, size);
}

} // namespace oxseal::cli
