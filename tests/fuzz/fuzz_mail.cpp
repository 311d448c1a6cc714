// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/mail_message.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const auto mail = readMail({data, size});
    if (!mail)
        return 0;
    std::size_t sum = 0;
    for (const MailAttachment& one : mail->attachments)
        sum += one.bytes.size();
    // Nothing can grow, and a sender is one address.
    if (sum > size || mail->from.find('@') == std::string::npos)
        std::abort();
    return 0;
}
