// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/digest_label.h"

#include "ui/common/parts.h"
#include "ui/shell/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QToolButton>

namespace oxseal::ui {
namespace {

constexpr int kShownBegin = 16;
constexpr int kShownEnd = 8;

} // namespace

QWidget* digestLabel(const QString& hex, const QString& name)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap4);
    const bool whole = hex.size() <= kShownBegin + kShownEnd + 1;
    auto* text = label(whole ? hex : hex.left(kShownBegin) + QStringLiteral("…") + hex.right(kShownEnd), role::kMono);
    text->setToolTip(hex);
    auto* copy = new QToolButton;
    copy->setObjectName(QStringLiteral("iconOnly"));
    copy->setIcon(lineIcon(QStringLiteral("copy")));
    copy->setToolTip(QObject::tr("Copy the whole digest"));
    copy->setAccessibleName(QObject::tr("Copy: %1").arg(name));
    QObject::connect(copy, &QToolButton::clicked, copy, [hex] { QApplication::clipboard()->setText(hex); });
    row->addWidget(text);
    row->addWidget(copy);
    row->addStretch(1);
    return box;
}

} // namespace oxseal::ui
