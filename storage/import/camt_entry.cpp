// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/camt_entry.h"

#include "models/core/text.h"

#include <algorithm>
#include <initializer_list>

namespace oxseal {
namespace {

bool takePrefix(std::string_view& path, std::string_view prefix)
{
    if (path.substr(0, prefix.size()) != prefix)
        return false;
    path.remove_prefix(prefix.size());
    return true;
}

/// Cuts at the end of a character.
void addWords(std::string& to, std::string_view text)
{
    if (text.empty() || to.size() >= CamtEntry::kLongestWords)
        return;
    if (!to.empty())
        to.push_back(' ');
    to.append(text);
    if (to.size() <= CamtEntry::kLongestWords)
        return;
    std::size_t end = CamtEntry::kLongestWords;
    while (end > 0 && (static_cast<unsigned>(static_cast<unsigned char>(to[end])) & 0xC0U) == 0x80U)
        --end;
    to.resize(end);
    while (!to.empty() && to.back() == ' ')
        to.pop_back();
}

std::string firstOf(std::initializer_list<std::string> texts)
{
    for (const auto& text : texts) {
        if (!text.empty())
            return text;
    }
    return {};
}

} // namespace

void AgreedText::take(std::string_view text)
{
    if (text.empty())
        return;
    if (first_.empty())
        first_ = text.substr(0, CamtEntry::kLongestWords);
    else if (first_ != text.substr(0, CamtEntry::kLongestWords))
        several_ = true;
}

void CamtEntry::take(std::string_view path, std::string_view text)
{
    if (text.empty())
        return;
    if (path == "Amt")
        amount = text;
    else if (path == "CdtDbtInd")
        indicator = text;
    else if (path == "RvslInd")
        reversal = text;
    else if (path == "Sts" || path == "Sts/Cd" || path == "Sts/Prtry")
        status = text;
    else if (path == "BookgDt/Dt" || path == "BookgDt/DtTm")
        booked = text;
    else if (path == "ValDt/Dt" || path == "ValDt/DtTm")
        valued = text;
    else if (path == "NtryRef")
        entryReference_ = text;
    else if (path == "AcctSvcrRef")
        servicerReference_ = text;
    else if (path == "AddtlNtryInf")
        addWords(words_, text);
    else if (path == "BkTxCd/Domn/Cd")
        domain_ = text;
    else if (path == "BkTxCd/Domn/Fmly/Cd")
        family_ = text;
    else if (path == "BkTxCd/Domn/Fmly/SubFmlyCd")
        subFamily_ = text;
    else if (path == "BkTxCd/Prtry/Cd")
        proprietary_ = text;
    else {
        takePrefix(path, "NtryDtls/"); // version 1 has Btch and TxDtls right below the entry
        if (path == "Btch/PmtInfId")
            batch_ = text;
        else if (path == "Btch/MsgId")
            batchMessage_ = text;
        else if (takePrefix(path, "TxDtls/"))
            takeTransaction(path, text);
    }
}

void CamtEntry::takeTransaction(std::string_view path, std::string_view text)
{
    if (path == "Refs/EndToEndId") {
        if (text != "NOTPROVIDED")
            endToEnd_.take(text);
    } else if (path == "Refs/ChqNb") {
        cheque_.take(text);
    } else if (path == "Refs/PmtInfId") {
        payment_.take(text);
    } else if (path == "Refs/InstrId") {
        instruction_.take(text);
    } else if (path == "Refs/AcctSvcrRef") {
        transactionServicer_.take(text);
    } else if (path == "Refs/TxId") {
        transaction_.take(text);
    } else if (path == "RltdPties/Dbtr/Nm" || path == "RltdPties/Dbtr/Pty/Nm") {
        debtor_.take(text);
    } else if (path == "RltdPties/Cdtr/Nm" || path == "RltdPties/Cdtr/Pty/Nm") {
        creditor_.take(text);
    } else if (path == "RmtInf/Strd/CdtrRefInf/Ref" || path == "RmtInf/Strd/CdtrRefInf/CdtrRef") {
        structured_.take(text);
        addWords(remittance_, text);
    } else if (path == "RmtInf/Ustrd" || path == "RmtInf/Strd/AddtlRmtInf" || path == "AddtlTxInf") {
        addWords(remittance_, text);
    }
}

std::string CamtEntry::type() const
{
    std::string code = domain_;
    for (const auto& part : {family_, subFamily_}) {
        if (!part.empty())
            code += (code.empty() ? "" : "-") + part;
    }
    return code.empty() ? proprietary_ : code;
}

std::string CamtEntry::reference() const
{
    return firstOf({cheque_.value(), endToEnd_.value(), batch_, payment_.value(), batchMessage_, structured_.value(),
        instruction_.value(), entryReference_});
}

std::string CamtEntry::bankReference() const
{
    return firstOf({servicerReference_, transactionServicer_.value(), transaction_.value()});
}

std::string CamtEntry::description(bool credit, bool reversed) const
{
    // Money that came in came from the debtor; in a reversal the parties are those of the first booking.
    const bool fromDebtor = credit != reversed;
    std::string out = (fromDebtor ? debtor_ : creditor_).value();
    for (const auto& part : {remittance_, words_}) {
        if (!part.empty() && part != out)
            out += (out.empty() ? "" : " / ") + part;
    }
    return out.empty() ? firstOf({debtor_.first(), creditor_.first()}) : out;
}

std::optional<Day> camtDay(std::string_view text)
{
    if (text.size() > 10 && std::string_view("T+-Z").find(text[10]) == std::string_view::npos)
        return std::nullopt;
    return Day::fromIso(text.substr(0, 10));
}

std::optional<std::int64_t> camtAmount(std::string_view text, int digits)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    if (!std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; }))
        return std::nullopt;
    return parseMinor(text, digits, '.');
}

} // namespace oxseal
