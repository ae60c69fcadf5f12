"""Lines of a site around its articles: cookie banners, calls to subscribe, tags, crumbs, share bars, rights."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.ingest.blocks import Block
from rag.ingest.date_forms import is_byline
from rag.ingest.markers import is_marker, link_start
from rag.ingest.share_bars import is_share_bar
from rag.text.fold import fold

_LINES = """
publicité|publicités|annonce|contenu sponsorisé
advertisement|advertisements|sponsored|sponsored content
quảng cáo|广告
tout accepter|accepter tout|accepter et continuer|tout refuser|continuer sans accepter|paramétrer les cookies
gérer mes choix|gérer les cookies|accept all|accept all cookies|accept cookies|reject all|accept and continue
manage preferences|manage cookies|cookie settings|cookie policy|chấp nhận tất cả|từ chối tất cả|cài đặt cookie
chấp nhận cookie|tôi đồng ý|全部接受|接受所有cookie|接受cookie|全部拒绝|同意并继续|管理cookie
commentaires|commentaire|laisser un commentaire|ajouter un commentaire|aucun commentaire|réagir à cet article|comments
comment|leave a comment|add a comment|post a comment|no comments|join the conversation|bình luận|gửi bình luận
ý kiến bạn đọc|ý kiến của bạn|评论|发表评论|网友评论|暂无评论|我要评论
écouter l'article|écouter cet article|listen to this article|nghe bài viết|nghe đọc bài|朗读|听新闻
réservé aux abonnés|article réservé aux abonnés
cet article est réservé aux abonnés|subscribers only|for subscribers only
déjà abonné connectez-vous|already a subscriber log in|đăng nhập|se connecter|log in|sign in|登录
signaler une erreur|report a correction|report an error|báo lỗi|纠错|我要纠错
haut de page|retour en haut|back to top|lên đầu trang|返回顶部|imprimer cet article|print this article|in bài viết
contactez-nous|nous contacter|contact us|liên hệ|联系我们
mentions légales|politique de confidentialité|privacy policy|terms of use|terms and conditions|chính sách bảo mật
điều khoản sử dụng|隐私政策|使用条款
"""
_FRAME = re.compile(r"^[\W_]+|[\W_]+$|\s*[(（]\d+[)）]\s*$")
_FURNITURE = frozenset(fold(line) for line in _LINES.replace("\n", "|").split("|") if line)

# All on folded text: small letters without accents.
_SHORT = re.compile(
    r"""
    (?:suivez|retrouvez|rejoignez)-nous\ (?:aussi\ |egalement\ )?sur\ .{1,60}
    |(?:follow|find|join)\ us\ on\ .{1,60}
    |(?:theo\ doi|ket\ noi\ voi)\ (?:chung\ toi|bao\ .{2,30})\ (?:tren|tai|qua)\ .{1,60}
    |(?:请?(?:扫码|点击|长按))?(?:关注|订阅)(?:我们|本报|本站).{0,20}
    |(?:abonnez|inscrivez)-vous\ (?:gratuitement\ )?(?:a|au|aux)\ (?:notre\ |nos\ |la\ |le\ )?
     (?:lettre|lettres|newsletter|newsletters|infolettre|journal|chaine|alertes)\b.{0,80}
    |recevez\ (?:gratuitement\ )?(?:notre|nos)\ (?:lettre|lettres|newsletter|newsletters|alertes)\b.{0,80}
    |(?:sign\ up|subscribe|register)\ (?:for|to)\ (?:our\ |the\ )?(?:free\ |daily\ |weekly\ )?
     (?:newsletter|newsletters|bulletin|mailing\ list|channel|alerts)\b.{0,80}
    |get\ (?:our|the)\ (?:free\ |daily\ |weekly\ )?newsletter\b.{0,80}
    |dang\ ky\ (?:nhan|theo\ doi)\ (?:ban\ tin|tin|email|kenh)\b.{0,60}
    |订阅.{0,8}(?:电子报|邮件|通讯|快讯|频道|公众号)
    |(?:mots?[- ]cles?|tags?|etiquettes?|tu\ khoa|the\ tag|keywords?|topics?|filed\ under|classe\ dans|关键词|关键字
     |标签)\ ?[:：].{1,160}
    |(?:accueil|home|trang\ chu|首页
     |(?:vous\ etes\ ici|you\ are\ here|ban\ dang\ o\ day|当前位置|您的位置)\ ?[:：].{0,30}?)
     \ ?(?:[>»›→]|"\ |/\ |\|\ ).{1,120}
    |(?:temps\ de\ lecture|reading\ time|thoi\ gian\ doc|阅读时间)
     \ ?[:：]?\ ?.{0,6}\d{1,3}\ ?(?:min|phut|分钟).{0,6}
    |\d[\d\ .,]*\ (?:vues|views|luot\ xem|commentaires|comments|binh\ luan|partages|shares)
    |(?:luot\ xem|阅读量|浏览量|浏览次数|阅读次数|阅读)\ ?[:：]\ ?\d[\d.,万]*
    |(?:telechargez|download|tai)\ (?:notre|l'|our|the|ung\ dung)\ ?(?:application|app|bao).{0,60}
    |(?:下载|打开).{0,10}(?:客户端|app)
    |(?:责任编辑|责编|编辑|校对|审核|监制|editor|edited\ by|bien\ tap|bien\ tap\ vien)
     \ ?[:：]\ ?.{1,40}
    """,
    re.VERBOSE,
)
_RIGHTS = re.compile(
    r"(?:tous droits reserves|all rights reserved|reproduction interdite|giu ban quyen|ban quyen thuoc"
    r"|版权所有|不得转载)"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright) ?(?:\d{4}|[^\W\d]).{0,120}")
_COOKIES = re.compile(
    r"""
    (?:nous\ utilisons|ce\ site(?:\ web)?\ utilise|notre\ site\ utilise|nous\ et\ nos\ partenaires\ .{0,40})
     \W.{0,60}cookie
    |(?:we|this\ (?:web)?site|our\ (?:web)?site)\ (?:and\ our\ partners\ )?(?:uses?|stores?)\ .{0,60}cookie
    |(?:chung\ toi|trang\ web\ (?:nay)?|website\ (?:nay)?|bao\ .{0,20})\ ?(?:co\ )?su\ dung\ .{0,30}cookie
    |(?:本|我们的?|该)(?:网站|站)?(?:会)?使用.{0,20}cookie
    """,
    re.VERBOSE,
)
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*"
_BYLINE = re.compile(
    rf"(?:(?:Par|By|Text|Texte|Propos recueillis par|Reportage)\s*:?\s+{_NAME}(?:[ -]{_NAME}){{0,3}}"
    rf"(?:(?:,| et| and| &)\s+{_NAME}(?:[ -]{_NAME}){{0,3}}){{0,2}}(?:,\s.{{2,30}})?"
    rf"|(?:Theo|Bài|Tác giả|Bài và ảnh|Thực hiện)\s*:?\s+{_NAME}(?:\s{_NAME}){{0,3}}"
    r"|(?:本报|本网|新华社)?(?:记者|作者|文|通讯员|撰文)\s*[:：|/]?\s*"
    r"[\u4e00-\u9fff·]{2,4}(?:[ 、][\u4e00-\u9fff·]{2,4}){0,3})"
)
_LONGEST_LINE, _LONGEST_BANNER = 180, 600
_OPENING_BLOCKS = 8
_REASON = "a line of the site, not of the story"


def with_furniture(blocks: Sequence[Block], author: str | None = None) -> Sequence[Block]:
    """The blocks, those that are furniture of the site marked as boilerplate; none of its teasers' lines are.

    ``author`` is whom the file's properties name: a line at the top with nothing else is a byline.
    """
    return [
        replace(block, role="boilerplate", reason=_REASON)
        if _is_furniture(block, i < _OPENING_BLOCKS, fold(author or ""))
        else block
        for i, block in enumerate(blocks)
    ]


def _is_furniture(block: Block, opening: bool, author: str) -> bool:
    text, folded = block.text, block.folded
    if block.role not in ("text", "aside", "heading") or len(text) > _LONGEST_BANNER:
        return False
    if _COOKIES.match(folded) or is_share_bar(folded) or (opening and author and folded == author):
        return True
    if len(text) > _LONGEST_LINE or is_byline(text) or is_marker(folded) or link_start(text) is not None:
        return False
    if _bare(folded) in _FURNITURE or _SHORT.fullmatch(folded.rstrip(" .!:»>→")) or _RIGHTS.search(folded):
        return True
    if _COPYRIGHT.fullmatch(folded):
        return True
    dated = any(map(str.isdigit, text))  # it tells the article's day, perhaps
    return opening and not dated and bool(_BYLINE.fullmatch(text))


def _bare(folded: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", _FRAME.sub("", _FRAME.sub("", folded))))
