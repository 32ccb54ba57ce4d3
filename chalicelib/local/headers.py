"""What every answer says about caching and security; the content delivery network says it too (infra/cdn.yaml)."""

from chalicelib.content.environment_pages import CONTENT_SECURITY_POLICY

NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
ENVIRONMENTS = f"sandbox allow-scripts; {CONTENT_SECURITY_POLICY}; frame-ancestors 'self'"
# Swagger UI styles its pictures in place; the page exists on the local stack only
DOCUMENTATION = PAGES.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")

COMMON = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


def secured(policy: str, cache: str, media_type: str) -> list[tuple[str, str]]:
    """The headers of one answer."""
    return [
        ("Content-Type", media_type),
        ("Cache-Control", cache),
        ("Content-Security-Policy", policy),
        *COMMON,
    ]
