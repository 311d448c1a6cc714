// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace oxseal::pdf {

/// Whether everything after the first `end` bytes, which are a whole PDF themselves, is proof of signatures alone: a security store
/// (/DSS) in the catalog and further invisible signature fields, document timestamps among them. Every object of before must still be
/// there as it was, but for the lists that these grow. False as well when either cannot be read.
[[nodiscard]] bool onlyProofAdded(std::string_view pdf, std::size_t end);

} // namespace oxseal::pdf
