// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/answer_actions.h"
#include "storage/answers/answer_book.h"
#include "storage/answers/answer_form.h"
#include "storage/packet/render_client.h"

#include <fstream>
#include <iterator>
#include <utility>

namespace oxseal {

Status savePack(const PackMade& made, const std::string& form, const std::filesystem::path& file)
{
    if (form == "xlsx")
        return writeAnswerBook(made.sheet, file);
    std::string bytes = made.bytes;
    if (form == "pdf") {
        OXSEAL_TRY(bytes, renderPdf(answerForm(made.sheet)));
    }
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << bytes;
    out.close();
    return out ? Status() : Status(fail(kPackFile, {}, {file.string()}));
}

Result<ReplyFile> readReply(const std::filesystem::path& reply, const std::filesystem::path& mail, const std::filesystem::path& scan)
{
    ReplyFile out;
    out.name = reply.filename().string();
    for (const auto& [file, bytes] : {std::pair{&reply, &out.bytes}, {&mail, &out.mail}, {&scan, &out.scan}}) {
        if (file->empty())
            continue;
        std::ifstream in(*file, std::ios::binary);
        bytes->assign(std::istreambuf_iterator<char>(in), {});
        // An empty file is no proof, and would be taken for none.
        if (!in || bytes->empty())
            return fail(kReplyUnreadable, {}, {file->string()});
    }
    return out;
}

} // namespace oxseal
